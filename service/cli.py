"""The command `luku`: extract, ingest, ask, search, summary, figures, compare, reports, serve.

Exit codes: 0 done; 1 asked and not found; 2 wrong use; 3 some files could not be read. Results go
to stdout, everything else to stderr. What is heavy is imported by the command that needs it.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import LukuError, UnreadableFile
from service.options import WRONG_USE, Parser, add_json, add_library, add_reading, add_reports, whole_number
from service.series_options import add_series_commands

if TYPE_CHECKING:
    from pydantic import BaseModel

    from index.contract import Library
    from ingest.read import Overrides
    from service.settings import Settings

DONE, NOT_FOUND, UNREADABLE = 0, 1, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; argparse itself exits with 2 on wrong use."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without ” still shows the rest
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except UnreadableFile as error:
        return _fail(error.message, UNREADABLE)
    except LukuError as error:
        return _fail(error.message, WRONG_USE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        return _fail(f"{error.filename or 'tiedosto'}: {error.strerror or error}", WRONG_USE)
    except KeyboardInterrupt:
        return _fail("keskeytetty", 130)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="luku",
        description="Vastaa kysymyksiin julkisen sektorin raporteista: painettu luku, lainaus ja sivu.",
        epilog="Paluuarvot: 0 valmis, 1 ei löytynyt, 2 väärä käyttö, 3 osaa tiedostoista ei voitu lukea.",
    )
    commands = parser.add_subparsers(required=True, metavar="KOMENTO")

    extract = commands.add_parser(
        "extract", help="näytä, mitä yhdestä tiedostosta luetaan; ei tallenna mitään"
    )
    extract.add_argument("file", type=Path, metavar="TIEDOSTO")
    extract.add_argument(
        "--page",
        action="append",
        default=[],
        metavar="N",
        help="vain nämä sivut, esim. 3 tai 5-8; toistettava",
    )
    extract.add_argument(
        "--html", type=Path, metavar="OUT", help="piirrä luettu sivujen kuvien päälle HTML-tiedostoon OUT"
    )
    add_reading(extract)
    add_json(extract)
    extract.set_defaults(run=_extract)

    ingest = commands.add_parser("ingest", help="lue tiedostot ja kansiot kirjastoon")
    ingest.add_argument("paths", type=Path, nargs="+", metavar="POLKU")
    add_library(ingest)
    add_reading(ingest)
    ingest.set_defaults(run=_ingest)

    ask = commands.add_parser("ask", help="kysy raporteista")
    ask.add_argument("question", metavar="KYSYMYS")
    add_library(ask)
    add_reports(ask)
    add_json(ask)
    ask.set_defaults(run=_ask)

    search = commands.add_parser("search", help="hae katkelmia ja lukuja")
    search.add_argument("query", metavar="HAKU")
    search.add_argument(
        "--limit", type=whole_number(1, 100), default=10, metavar="N", help="enintään näin monta"
    )
    add_library(search)
    add_reports(search)
    add_json(search)
    search.set_defaults(run=_search)

    add_series_commands(commands, _figures, _compare)

    _add_summary_command(commands)

    _add_reports_command(commands)

    serve = commands.add_parser("serve", help="käynnistä HTTP-palvelu")
    add_library(serve)
    serve.add_argument("--host", default="127.0.0.1", metavar="OSOITE")
    serve.add_argument("--port", type=whole_number(0, 65535), default=8000, metavar="PORTTI")
    serve.set_defaults(run=_serve)
    return parser


def _add_summary_command(commands: argparse._SubParsersAction[Parser]) -> None:
    summary = commands.add_parser("summary", help="tiivistä raportti tai se, mitä se kertoo aiheesta")
    summary.add_argument("report", metavar="TUNNUS")
    summary.add_argument(
        "--topic", metavar="TEKSTI", help="yksikkö, otsikko tai vapaita sanoja, esim. 'verotulot ja lainat'"
    )
    summary.add_argument(
        "--max-sentences",
        type=whole_number(1, 60),
        metavar="N",
        help="virkkeitä enintään näin monta (muuten raportin koon mukaan)",
    )
    add_library(summary)
    add_json(summary)
    summary.set_defaults(run=_summary)


def _add_reports_command(commands: argparse._SubParsersAction[Parser]) -> None:
    reports = commands.add_parser("reports", help="luettele, näytä tai poista raportteja")
    actions = reports.add_subparsers(required=True, metavar="TOIMI")
    listing = actions.add_parser("list", help="kirjaston raportit")
    listing.set_defaults(run=_list_reports)
    show = actions.add_parser("show", help="yhden raportin tiedot")
    show.set_defaults(run=_show_report)
    remove = actions.add_parser("remove", help="poista raportti kirjastosta")
    remove.set_defaults(run=_remove_report)
    for action in (show, remove):
        action.add_argument("report", metavar="TUNNUS")
    for action in (listing, show, remove):
        add_library(action)
    for action in (listing, show):
        add_json(action)


def _extract(options: argparse.Namespace) -> int:
    from ingest.guarded import prepare, read_guarded

    prepare()  # it loads the readers while this process loads the rest
    from service.extract import check_out, choose_pages, extract_text, parse_pages, write_html
    from service.intake import file_contents
    from service.settings import read_settings

    ranges = [each for text in options.page for each in parse_pages(text)]
    if options.json and ranges:
        return _fail("--json antaa aina koko tiedoston: jätä --page pois.", WRONG_USE)
    if options.html:
        check_out(options.html, options.file)
    settings = read_settings()
    if options.ocr:
        _show_recognition()
    data = file_contents(options.file, settings.max_upload_bytes)
    report = read_guarded(
        data, options.file.name, _overrides(options), options.password, settings.reading, options.ocr
    )
    pages = choose_pages(report, ranges)
    if options.html:
        size = write_html(report, pages, options.file, options.html, options.password)
        print(f"luku: {options.html}: sivuja {len(pages)}, {size / 1e6:.1f} Mt", file=sys.stderr)
    if options.json:
        from service.report_schemas import ExtractBody

        return _print_json(ExtractBody.of(report))
    if not options.html:
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        print(extract_text(report, ranges, shutil.get_terminal_size((100, 24)).columns, colour))
    return DONE


def _ingest(options: argparse.Namespace) -> int:
    from ingest.guarded import prepare

    prepare()  # it loads the readers while this process loads the library
    from index.library import open_library
    from ingest.formats import FORMATS
    from service.intake import store_file
    from service.report_files import one_of_a_name, report_files
    from service.terminal import OUTCOMES, problem_lines

    settings = _settings(options)
    files, left = one_of_a_name(list(report_files(options.paths)))
    for path, better in left:
        _note(f"{path} jätettiin pois: samanniminen raportti luetaan tiedostosta {better.name}")
    if not files:
        return _fail(f"Kansioista ei löytynyt raportteja ({', '.join(FORMATS)}).", WRONG_USE)
    overrides = _overrides(options)
    if options.ocr:
        _show_recognition()
    unreadable = 0
    library = open_library(settings.library)
    try:
        for number, path in enumerate(files, start=1):
            print(f"[{number}/{len(files)}] {path.name} …", file=sys.stderr, flush=True)
            try:
                stored = store_file(
                    path,
                    library,
                    settings.max_upload_bytes,
                    overrides,
                    options.password,
                    settings.reading,
                    options.ocr,
                )
            except Exception as error:
                unreadable += 1
                _fail(_why_unreadable(path, error), UNREADABLE)
                continue
            report = stored.report
            for line in problem_lines(report.problems):
                print(f"  {path.name}: {line}", file=sys.stderr)
            if stored.renamed:
                _note(f"{path.name}: sama tiedosto on jo kirjastossa raporttina {report.id}")
            counts = f"sivuja {report.pages}, lukuja {report.figures}"
            print(f"{OUTCOMES[stored.outcome]:9}  {report.id}  ({counts})", flush=True)
    finally:
        library.close()
    return UNREADABLE if unreadable else DONE


def _show_recognition() -> None:
    """Tell on stderr of each page whose text is recognised: it takes seconds."""
    import logging

    shown = logging.StreamHandler(sys.stderr)
    shown.setFormatter(logging.Formatter("  %(message)s"))
    log = logging.getLogger("luku.ocr")
    log.handlers = [shown]
    log.propagate = False
    log.setLevel(logging.INFO)


def _why_unreadable(path: Path, error: Exception) -> str:
    """What to say of a file that could not be taken in; a fault of ours must not cost the other files.

    Raises the error again when it concerns all files: a wrong option, the library itself.
    """
    if isinstance(error, UnreadableFile):
        return error.message
    if isinstance(error, LukuError):
        raise error
    fault = f"{type(error).__name__}: {error}"
    return f"{path.name}: lukeminen kaatui odottamattomaan virheeseen ({fault}). Ilmoita tästä ylläpidolle."


def _ask(options: argparse.Namespace) -> int:
    from service.answer import answer
    from service.checks import clean_question, make_scope
    from service.records import Ask, Status
    from service.terminal import answer_text

    ask = Ask(clean_question(options.question), scope=make_scope(tuple(options.report)))
    library = _existing_library(_settings(options))
    try:
        given = answer(ask, library)
    finally:
        library.close()
    if options.json:
        from service.schemas import AnswerBody

        _print_json(AnswerBody.model_validate(given))
    else:
        print(answer_text(given))
    return NOT_FOUND if given.status is Status.NOT_FOUND else DONE


def _search(options: argparse.Namespace) -> int:
    from service.checks import clean_question, make_scope
    from service.search import search
    from service.terminal import search_text

    query, scope = clean_question(options.query, "q"), make_scope(tuple(options.report))
    library = _existing_library(_settings(options))
    try:
        result = search(query, library, scope, options.limit)
    finally:
        library.close()
    if options.json:
        from service.search_schemas import SearchBody

        return _print_json(SearchBody.model_validate(result))
    print(search_text(result))
    return DONE


def _figures(options: argparse.Namespace) -> int:
    from service.checks import make_scope
    from service.series import FigureQuery, find_series
    from service.series.text import figures_text

    make_scope((), None, None, None, options.first, options.last)
    scope = make_scope(tuple(options.report), options.organisation)
    query = FigureQuery(
        options.metric, options.entity, options.column, options.first, options.last, scope, options.limit
    )
    library = _existing_library(_settings(options))
    try:
        found = find_series(library, query)
    finally:
        library.close()
    if options.json:
        from service.series_schemas import FiguresBody

        _print_json(FiguresBody.of(found))
    else:
        print(figures_text(found))
    return DONE if found.figures else NOT_FOUND


def _compare(options: argparse.Namespace) -> int:
    from service.series import compare
    from service.series.text import comparison_text

    library = _existing_library(_settings(options))
    try:
        found = compare(library, options.before, options.after, options.topic)
    finally:
        library.close()
    if options.json:
        from service.series_schemas import MOST_CHANGES, ComparisonBody

        _print_json(ComparisonBody.of(found, MOST_CHANGES))
    else:
        print(comparison_text(found))
    return DONE if found.changes else NOT_FOUND


def _summary(options: argparse.Namespace) -> int:
    from service.summaries import summarise
    from service.summaries.told import page

    library = _existing_library(_settings(options))
    try:
        made = summarise(library, options.report, options.topic, options.max_sentences)
    except LukuError as error:
        if error.code != "topic_not_found":
            raise
        return _fail(error.message, NOT_FOUND)
    finally:
        library.close()
    if options.json:
        from service.summary_routes import SummaryBody

        return _print_json(SummaryBody.model_validate(made))
    print(page(made))
    return DONE


def _list_reports(options: argparse.Namespace) -> int:
    from service.terminal import reports_text

    library = _existing_library(_settings(options))
    try:
        reports = library.reports()
    finally:
        library.close()
    if options.json:
        from service.report_schemas import ReportsBody

        return _print_json(ReportsBody.of(reports))
    print(reports_text(reports))
    return DONE


def _show_report(options: argparse.Namespace) -> int:
    from service.terminal import report_text

    library = _existing_library(_settings(options))
    try:
        report = library.report(options.report)
    finally:
        library.close()
    if options.json:
        from service.report_schemas import StoredReportBody

        return _print_json(StoredReportBody.model_validate(report))
    print(report_text(report))
    return DONE


def _remove_report(options: argparse.Namespace) -> int:
    library = _existing_library(_settings(options))
    try:
        library.remove(options.report)
    finally:
        library.close()
    print(f"poistettu  {options.report}")
    return DONE


def _serve(options: argparse.Namespace) -> int:
    import uvicorn

    from service.api import create_app, open_for_serving

    settings = _settings(options)
    if not settings.library.is_dir():
        _note(f"Kirjastoa {settings.library} ei ole vielä: palvelu alkaa tyhjästä kirjastosta")
    library = open_for_serving(settings)
    try:
        uvicorn.run(create_app(settings, library), host=options.host, port=options.port, access_log=False)
    except SystemExit:
        return _fail(f"Palvelu ei käynnistynyt osoitteessa {options.host}:{options.port}.", WRONG_USE)
    finally:
        library.close()
    return DONE


def _settings(options: argparse.Namespace) -> Settings:
    from service.settings import read_settings

    return read_settings(library=options.library)


def _existing_library(settings: Settings) -> Library:
    """The library, which must be there: asking never makes one."""
    from index.library import open_library

    return open_library(settings.library, create=False)


def _overrides(options: argparse.Namespace) -> Overrides:
    from ingest.read import Overrides

    return Overrides(options.organisation, options.unit, options.kind, options.period)


def _print_json(body: BaseModel) -> int:
    print(body.model_dump_json(indent=2))
    return DONE


def _note(message: str) -> None:
    print(f"luku: huomio: {message}", file=sys.stderr)


def _fail(message: str, code: int) -> int:
    """One line on stderr."""
    print(f"luku: virhe: {' '.join(message.split())}", file=sys.stderr)
    return code
