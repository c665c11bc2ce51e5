"""One reply for each kind of question; each takes the question and its evidence."""

from service.replies.amounts import amount, change
from service.replies.base import Reply, suggestions
from service.replies.sums_up import summary
from service.replies.words import definition, listing, open_ended, when, who, why, yes_or_no

__all__ = [
    "Reply",
    "amount",
    "change",
    "definition",
    "listing",
    "open_ended",
    "suggestions",
    "summary",
    "when",
    "who",
    "why",
    "yes_or_no",
]
