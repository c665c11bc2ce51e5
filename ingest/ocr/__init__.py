"""Text recognition (OCR) of scanned pages with Tesseract, an optional extra.

A page's picture -> upright and straight -> rules found and wiped -> recognised words -> a sheet of
glyphs and rules, which goes the way of every other page. Numbers that are uncertain are told.

This package stands on `ingest.pdf` (its pieces), which knows nothing of it.
"""
