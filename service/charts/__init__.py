"""Series of printed figures as charts: which series share one, how it looks, and the SVG that is drawn."""
