"""What was read from a file as one HTML file that needs nothing else: the pages' pictures, over them
the blocks, cells and figures, and beside them the text and the tables.

Text of the report is escaped everywhere; a policy in the file lets no script run but its own and
lets nothing be fetched.
"""

from __future__ import annotations

import base64
import hashlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from html import escape
from importlib.resources import files
from pathlib import Path

from ingest.errors import LukuError
from ingest.formats import is_pdf
from ingest.records import Page, Report
from service.extract.flow import flow_html
from service.extract.items import Item, page_items
from service.extract.names import check_summary
from service.extract.overlay import CELL_LOOKS, LAYERS, overlay_svg
from service.extract.paper import Paper, Picture
from service.extract.unread import UnreadWord, unread_words
from service.terminal import report_facts

_SHOWN_AT_ONCE = 3


def check_out(out: Path, source: Path) -> None:
    """Raises LukuError `cannot_write` where `out` cannot become a file, before the long reading."""
    if out.is_dir():
        raise _cannot(out, "se on kansio")
    if out.exists() and not out.is_file():  # a device would be replaced by a file
        raise _cannot(out, "se ei ole tavallinen tiedosto")
    if not out.parent.is_dir():
        raise _cannot(out, f"kansiota {out.parent} ei ole")
    if out.exists() and source.exists() and out.samefile(source):
        raise _cannot(out, "se on luettava tiedosto itse")
    if not os.access(out if out.exists() else out.parent, os.W_OK):
        raise _cannot(out, "sinne ei ole kirjoitusoikeutta")


def write_html(
    report: Report, pages: Sequence[Page], source: Path, out: Path, password: str | None = None
) -> int:
    """Writes the rendering of `pages` to `out` and gives its size in bytes. `source` is the file that
    was read, from which a PDF's pages are drawn. An old file at `out` stays until the new one is whole.
    Raises LukuError `cannot_write`."""
    check_out(out, source)
    try:
        data = source.read_bytes()
        out = out.resolve()  # a link stays a link
        handle, draft = tempfile.mkstemp(dir=out.parent, prefix=".luku-", suffix=".html")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
                file.writelines(html_pieces(report, pages, data, password))
            os.chmod(draft, 0o666 & ~_umask())
            size = os.path.getsize(draft)
            os.replace(draft, out)
        finally:
            Path(draft).unlink(missing_ok=True)
    except OSError as error:
        raise _cannot(out, error.strerror or str(error)) from error
    return size


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _cannot(out: Path, why: str) -> LukuError:
    return LukuError("cannot_write", f"HTML-tiedostoa {out} ei voi kirjoittaa: {why}.", file=str(out))


def html_pieces(
    report: Report, pages: Sequence[Page], data: bytes, password: str | None = None
) -> Iterator[str]:
    """The HTML file in pieces, a page at a time. `data` is the file that was read."""
    with ExitStack() as stack:
        drawable = is_pdf(data, report.file)
        paper = stack.enter_context(Paper(data, report.file, password)) if drawable else None
        items = [page_items(report, page) for page in pages]
        unread: list[tuple[UnreadWord, ...]] = [
            unread_words(paper.words(page.page), found, page.page) if paper else ()
            for page, found in zip(pages, items, strict=True)
        ]
        yield _head(report, drawn=paper is not None)
        yield _summary(report, pages, unread, drawn=paper is not None)
        yield "<main>\n"
        for place, (page, found, missed) in enumerate(zip(pages, items, unread, strict=True)):
            sheet = ""
            if paper:
                sheet = _sheet(page, found, missed, paper.picture(page.page), late=place >= _SHOWN_AT_ONCE)
            yield _page(report, page, found, missed, sheet)
        yield "</main>\n"
        yield _foot(drawn=paper is not None)


def _resource(name: str) -> str:
    return files("service.extract").joinpath(name).read_text(encoding="utf-8")


def _head(report: Report, drawn: bool) -> str:
    digest = base64.b64encode(hashlib.sha256(_resource("page.js").encode()).digest()).decode()
    policy = (
        f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="fi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(report.file)} – luettu</title>\n<style>\n{_resource('page.css')}</style>\n</head>\n"
        f'<body class="{"drawn" if drawn else "flowing"}">\n{_bar(report) if drawn else _plain_bar(report)}'
    )


def _plain_bar(report: Report) -> str:
    return f'<header class="bar"><strong>{escape(report.title)}</strong>{_THEME}</header>\n'


_THEME = '<button type="button" id="theme">Vaihda tumma tai vaalea</button>'


def _bar(report: Report) -> str:
    """The bar that stays in sight: title, legend with a switch for each layer."""
    switches = "".join(
        f'<label class="key k-{name}"><input type="checkbox" data-layer="{name}"{" checked" if on else ""}> '
        f"<span>{text}</span></label>"
        for name, text, on in LAYERS
    )
    return (
        f'<header class="bar"><strong>{escape(report.title)}</strong>'
        f'<fieldset class="legend"><legend>Näytä</legend>{switches}</fieldset>{_THEME}</header>\n'
    )


def _summary(
    report: Report, pages: Sequence[Page], unread: Sequence[Sequence[UnreadWord]], drawn: bool
) -> str:
    facts = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in report_facts(report)
    )
    checks = [check for table in report.tables for check in table.checks]
    counts = [
        f"sivuja {len(report.pages)}",
        f"taulukoita {len(report.tables)}",
        f"lukuja {len(report.figures)}",
    ]
    if checks:
        counts.append(f"laskelmista täsmää {sum(check.holds for check in checks)}/{len(checks)}")
    lines = [f'<section class="summary"><h1>{escape(report.file)}: mitä luettiin</h1><dl>{facts}</dl>']
    lines.append(f"<p>{', '.join(counts)}</p>")
    if drawn:
        swatches = "".join(f'<li class="swatch {name}">{text}</li>' for name, text in CELL_LOOKS)
        lines.append(f'<ul class="swatches" aria-label="Solujen värit">{swatches}</ul>')
    shown = {page.page for page in pages}
    problems = [p for p in report.problems if p.page is None or p.page in shown]
    if problems:
        noted = "".join(f"<li>{_link(p.page) if p.page else ''}{escape(p.message)}</li>" for p in problems)
        lines.append(f'<h2>Ongelmat</h2><ul class="problems">{noted}</ul>')
    missed = [(page.page, len(words)) for page, words in zip(pages, unread, strict=True) if words]
    if missed:
        links = ", ".join(f'<a href="#p{number}">s. {number}</a> ({count})' for number, count in missed)
        lines.append(f'<h2>Sanoja jäi lukematta</h2><p class="missed">{links}</p>')
    wrong = "".join(
        f"<li>{_link(at)}{escape(table.id)} {escape(table.title or '')}: "
        f"{escape('; '.join((told.text, *told.wrong)))}</li>"
        for table in report.tables
        if (told := check_summary(table)) is not None
        and told.wrong
        and (at := next((page for page in table.pages if page in shown), None)) is not None
    )
    if wrong:
        lines.append(f'<h2>Laskelmat, jotka eivät täsmää</h2><ul class="problems">{wrong}</ul>')
    jump = "".join(f'<a href="#p{page.page}">{page.page}</a> ' for page in pages)
    lines.append(f'<nav aria-label="Sivut"><h2>Sivut</h2>{jump}</nav></section>\n')
    return "\n".join(lines)


def _link(page: int) -> str:
    return f'<a href="#p{page}">sivu {page}</a>: '


def _page(
    report: Report,
    page: Page,
    items: Sequence[Item],
    unread: Sequence[UnreadWord],
    sheet: str,
) -> str:
    name = f"Sivu {page.page}" + (f" (painettu {page.label})" if page.label else "")
    mark = ' <span class="ocr">tekstintunnistus kuvasta</span>' if page.ocr else ""
    problems = "".join(
        f'<p class="problem">{escape(p.message)}</p>' for p in report.problems if p.page == page.page
    )
    missed = ""
    if unread:
        words = " · ".join(escape(word.text) for word in unread)
        missed = f'<p class="unread-words"><strong>Lukematta:</strong> {words}</p>'
    return (
        f'<section class="page" id="p{page.page}"><h2>{escape(name)}{mark}</h2>\n<div class="pair">{sheet}'
        f'<div class="read">{problems}{missed}{flow_html(items)}</div></div></section>\n'
    )


def _sheet(
    page: Page, items: Sequence[Item], unread: Sequence[UnreadWord], picture: Picture | None, late: bool
) -> str:
    """The page's picture and what was read drawn over it, in points of the page. `late` leaves the
    picture until it is scrolled to. A page that was not read has no points: its picture alone is shown."""
    width, height, over = page.width, page.height, ""
    if width > 0 and height > 0:
        over = overlay_svg(page, items, unread)
    elif picture is not None:
        width, height = picture.width, picture.height
    else:
        return '<div class="paper none">Sivua ei voi piirtää.</div>'
    image = ""
    if picture is not None:
        data = base64.b64encode(picture.data).decode()
        lazy = ' loading="lazy" decoding="async"' if late else ""
        image = (
            f'<img alt="Sivun {page.page} kuva"{lazy} '
            f'width="{picture.width}" height="{picture.height}" src="data:{picture.kind};base64,{data}">'
        )
    return f'<div class="paper" style="aspect-ratio:{width:.1f}/{height:.1f}">{image}{over}</div>\n'


def _foot(drawn: bool) -> str:
    about = (
        '<aside id="about" aria-live="polite"><p>Osoita solua tai lohkoa, tai siirry taulukkoon '
        "sarkaimella ja liiku nuolilla.</p></aside>\n"
        if drawn
        else ""
    )
    return f"{about}<script>{_resource('page.js')}</script>\n</body>\n</html>\n"
