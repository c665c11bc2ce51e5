"""The project's own sample reports: one invented city, drawn to PDF from one truth.

city.py, books.py          the truth: what the quarterly reports and the annual accounts are about
pages.py                   what stands on a page, before it is drawn
quarterly.py, annual.py    truth -> pages, in words
draw_slides.py, draw_sheets.py, as_text.py    pages -> PDF, plain text
questions_*.py             truth -> gold questions
write.py                   all of it into a folder
"""
