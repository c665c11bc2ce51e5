"""Side by side: what plainer means find of the same reports, cases, tables and paragraphs."""
