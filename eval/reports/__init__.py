"""Random but realistic whole reports with their truth and questions, from a seed.

words.py, lines.py                     a label with its inflected forms; the official lines all cities share
vocabulary.py, words_tune.py, words_measure.py       what the cities of a profile consist of and talk about
wordings.py, asked_tune.py, asked_measure.py         how the questions of a profile are put
looks.py                               how the reports of a profile look
books.py, balance.py                   the model of one city's money: every printed figure comes from it
page.py, figures.py                    what stands on pages; which figure is printed where
compose.py, quarter.py, budget.py, accounts.py, group.py, wide.py   a city's books -> reports
draw.py, write_docx.py, write_text.py  reports -> files
ask.py                                 reports -> questions with answers, distractors, pages and quotes
make.py, write.py                      seed -> reports; a folder of files, cases.jsonl and truth.json

The profiles `tune` and `measure` share the books' arithmetic and the official chart of accounts (which
all Finnish municipalities share), and nothing that is written or laid out: a test holds it. What is
learned goes by `tune`; of `measure` only totals are looked at.
"""
