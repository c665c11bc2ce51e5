"""Words drawn on a page that ended up in no block and no cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.records import BlockKind, Box
from service.extract.items import Item, TextItem
from service.extract.paper import DrawnWord, Letter

_SLACK_POINTS = 2.0
_BAND_POINTS = 24.0
_REACH_POINTS = 40.0
_BULLET = "o"
_SIGNS = str.maketrans({"−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-"})


@dataclass(frozen=True, slots=True)
class UnreadWord:
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class _Held:
    """A place on the page and the characters that were read there, signs among them."""

    box: Box
    letters: str
    bullet: bool = False


def unread_words(words: Iterable[DrawnWord], items: Sequence[Item], page: int) -> tuple[UnreadWord, ...]:
    """Those of `words`, or parts of them, that stand in no item of the page.

    A word was read where a block or cell that covers its place holds its letters; a number's sign
    counts. Table text has to stand in a cell. Marks without a letter or digit are passed over.
    """
    places = _Places(_held(items, page))
    found: list[UnreadWord] = []
    for word in words:
        text = _plain(word.text)
        if not any(char.isalnum() for char in text) or places.hold(text, word.letters):
            continue
        if text == _BULLET and places.begin_bullet(word.letters[0].box):
            continue
        missed = [letter for letter in word.letters if not _is_held(letter, places)]
        if not missed and _lost_sign(text, word.letters, places):
            missed = list(word.letters)
        if missed:
            found.append(UnreadWord("".join(letter.text for letter in missed), _around(missed)))
    return tuple(found)


def _is_held(letter: Letter, places: _Places) -> bool:
    """Whether a single letter was read at its place: a drawn word may have been read as two."""
    text = _plain(letter.text)
    return not text or places.hold(text, [letter])


def _lost_sign(text: str, letters: Sequence[Letter], places: _Places) -> bool:
    """Whether a number's digits were read but not the sign before them."""
    return text[0] in "+-" and not places.hold(text[:2], letters[:2])


def _held(items: Sequence[Item], page: int) -> list[_Held]:
    found = []
    for item in items:
        if isinstance(item, TextItem):
            if item.block.box:
                bullet = item.block.kind is BlockKind.BULLET
                found.append(_Held(item.block.box, _plain(item.block.text), bullet))
            continue
        for cell in item.table.cells:
            if cell.page == page and cell.box and item.first <= cell.row < item.end:
                found.append(_Held(cell.box, _plain(cell.text)))
    return found


class _Places:
    """What was read, found by its height on the page."""

    def __init__(self, held: Iterable[_Held]) -> None:
        self._bands: dict[int, list[_Held]] = {}
        for item in held:
            top, bottom = item.box.top - _SLACK_POINTS, item.box.bottom + _SLACK_POINTS
            for band in range(int(top // _BAND_POINTS), int(bottom // _BAND_POINTS) + 1):
                self._bands.setdefault(band, []).append(item)

    def hold(self, text: str, letters: Sequence[Letter]) -> bool:
        box = _around(letters)
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        for item in self._bands.get(int(y // _BAND_POINTS), ()):
            x0, top, x1, bottom = item.box
            inside = x0 - _SLACK_POINTS <= x <= x1 + _SLACK_POINTS
            if inside and top - _SLACK_POINTS <= y <= bottom + _SLACK_POINTS and text in item.letters:
                return True
        return False

    def begin_bullet(self, box: Box) -> bool:
        """Whether a bullet's text begins right of `box`."""
        middle = (box.top + box.bottom) / 2
        return any(
            item.bullet
            and item.box.top <= middle <= item.box.bottom
            and 0 <= item.box.x0 - box.x0 <= _REACH_POINTS
            for item in self._bands.get(int(middle // _BAND_POINTS), ())
        )


def _around(letters: Sequence[Letter]) -> Box:
    return Box(
        min(letter.box.x0 for letter in letters),
        min(letter.box.top for letter in letters),
        max(letter.box.x1 for letter in letters),
        max(letter.box.bottom for letter in letters),
    )


def _plain(text: str) -> str:
    """Letters and digits in one form, and the sign of a number; no other marks, no white space."""
    text = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    kept = [
        char
        for place, char in enumerate(text)
        if char.isalnum() or (char in "+-" and _before_digit(text, place))
    ]
    return "".join(kept)


def _before_digit(text: str, place: int) -> bool:
    """Whether the mark at `place` is a sign: a digit follows, no letter or digit stands before."""
    after = text[place + 1 :].lstrip()[:1]
    return after.isdigit() and not text[:place][-1:].isalnum()
