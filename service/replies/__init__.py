"""One reply for each kind of question; each takes the question, its evidence and the library."""

from service.replies.across import across
from service.replies.amounts import amount
from service.replies.base import Reply, suggestions
from service.replies.combined import combined, quantity
from service.replies.definitions import definition
from service.replies.differences import change
from service.replies.lists import listing
from service.replies.open_questions import open_ended
from service.replies.persons import who
from service.replies.ratios import ratio
from service.replies.reasons import why
from service.replies.rows import among_rows
from service.replies.sums_up import summary
from service.replies.times import when
from service.replies.trends import trend
from service.replies.verdicts import yes_or_no

__all__ = [
    "Reply",
    "across",
    "among_rows",
    "amount",
    "change",
    "combined",
    "definition",
    "listing",
    "open_ended",
    "quantity",
    "ratio",
    "suggestions",
    "summary",
    "trend",
    "when",
    "who",
    "why",
    "yes_or_no",
]
