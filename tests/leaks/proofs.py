"""The same judges before programs that do it wrong on purpose: each has to be found."""

from __future__ import annotations

import io
import json
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
from matplotlib.figure import Figure
from pypdf.generic import RectangleObject

from tests.leaks import hostile, rights, words
from tests.leaks.course import UNTRACED
from tests.leaks.ground import Ground
from tests.leaks.hostile_texts import texts_for
from tests.leaks.tally import Tally
from tests.leaks.traps import Traps
from tests.reports.browser import CHROMIUM

NOTE = "ZyxDayNote hurt on the stairs"
_WINDOW = (
    "import sys\n"
    "from PySide6.QtWidgets import QApplication, QLabel\n"
    "app = QApplication([])\n"
    "label = QLabel('<img src=\"%s\">')\n"
    "label.show()\n"
    "label.grab()\n"
)


def try_proofs(folder: Path) -> Iterator[Tally]:
    """Every judge before something it has to find, and one before what is right."""
    folder.mkdir(parents=True, exist_ok=True)
    yield from _rights(Ground(folder / "rights"))
    yield from _words_of_programs(Ground(folder / "words"))
    yield from words_of_files()
    traps = Traps(folder)
    try:
        yield from _hostile(folder, traps)
    finally:
        traps.close()


def _rights(ground: Ground) -> Iterator[Tally]:
    for ended in rights.careless(ground):
        count, breaches = rights.breaches_made(ended)
        yield _proof(f"rights: {ended.name}", breaches, count, is_traced=True)
    count, breaches = rights.breaches_left(ground)
    yield _proof("rights: wide files left", breaches, count)
    if rights.is_watched():
        ended = rights.careful(ground)
        count, breaches = rights.breaches_made(ended, rights.ours_of(ground))
        yield Tally("proofs", "rights: one that does it right", count, "calls", breaches)


def _proof(what: str, breaches: list[str], tried: int = 1, *, is_traced: bool = False) -> Tally:
    tally = Tally("proofs", what, max(tried, 1), "", breaches, is_proof=True)
    if is_traced and not rights.is_watched():
        tally.not_tried = UNTRACED
    return tally


def _words_of_programs(ground: Ground) -> Iterator[Tally]:
    log = "from diary import logs, paths; logs.write_to(paths.log_path()); logs.LOG.error(%r)"
    ground.start("log", ["-c", log % f"could not save {NOTE}"])
    yield _proof("words: a log line with a note", words.in_logs(ground.home / "state")[1])
    ended = ground.start("error", ["-c", f"raise RuntimeError({NOTE!r})"])
    yield _proof("words: an uncaught error with a row", words.in_streams(ended))
    text = f"import pathlib, os; pathlib.Path('{NOTE}.part').touch(); os.unlink('{NOTE}.part')"
    ended = ground.start("part", ["-c", text])
    breaches = words.in_names(ended, ground.work, [])[1]
    yield _proof("words: a part named by a note, for a moment", breaches, is_traced=True)
    text = f"import subprocess; subprocess.run(['true', '--title={NOTE}'])"
    ended = ground.start("child", ["-c", text])
    breaches = words.in_children(ended)[1]
    yield _proof("words: a note as argument of a child", breaches, is_traced=True)
    config = ground.home / "config"
    (config / "window.ini").write_text(f"[runs]\n{NOTE}=1\n")
    yield _proof("words: a key with a note", words.in_settings(config)[1])
    (config / "window.ini").unlink()
    (config / "kept.json").write_text(json.dumps({"seen": [NOTE]}))
    yield _proof("words: a note among what is kept", words.in_settings(config)[1])


def words_of_files() -> Iterator[Tally]:
    """Files that say more than is seen."""
    for name, change in _SPOILED.items():
        writer = pypdf.PdfWriter()
        writer.add_blank_page(100, 100)
        change(writer)
        out = io.BytesIO()
        writer.write(out)
        yield _proof(f"words: a PDF with {name}", words.in_pdf("p.pdf", out.getvalue()))
    for kind, data in (
        ("tEXt", b"Title\0" + NOTE.encode()),
        ("zTXt", b"Title\0\0" + zlib.compress(NOTE.encode())),
    ):
        chunk = struct.pack(">I", len(data)) + kind.encode() + data + b"\0\0\0\0"
        breaches = words.in_png("p.png", b"\x89PNG\r\n\x1a\n" + chunk)
        yield _proof(f"words: a picture with {kind}", breaches)
    drawing = f"<svg><!-- {NOTE} --><text>ZyxShoeName</text></svg>".encode()
    yield _proof("words: a drawing with a comment", words.in_svg("p.svg", drawing))
    page = f"<html><head></head><body>{NOTE}</body></html>".encode()
    breaches = words.in_html("p.html", page, words.PRIVATE)
    yield _proof("words: a page with what was left out", breaches)
    yield _proof("words: a title with a note", words.in_texts("title", [f"Edit {NOTE}"]))


def _with_title(writer: pypdf.PdfWriter) -> None:
    writer.add_metadata({"/Title": NOTE})


def _with_attachment(writer: pypdf.PdfWriter) -> None:
    writer.add_attachment(f"{NOTE}.txt", b"x")


def _with_url(writer: pypdf.PdfWriter) -> None:
    writer.add_uri(0, f"https://example.invalid/{NOTE}", RectangleObject((0, 0, 9, 9)))


_SPOILED: dict[str, Callable[[pypdf.PdfWriter], None]] = {
    "a note as its title": _with_title,
    "an attachment": _with_attachment,
    "a link": _with_url,
}


def _hostile(folder: Path, traps: Traps) -> Iterator[Tally]:
    ground, texts = Ground(folder / "hostile"), texts_for(traps.web, traps.file)
    ended = ground.start("label", ["-c", _WINDOW % traps.file])
    yield _proof("hostile: a label that guesses, with a picture", traps.sprung(ended))
    record = {
        "labels": [("QLabel", "AutoText", texts["img file"])],
        "tips": [],
        "items": [],
        "edits": [],
    }
    yield _proof("hostile: a label that guesses", hostile.in_window(record))
    yield _proof("hostile: a text that is swallowed", hostile.not_shown(record, texts))
    for name, tip in (
        ("as it is", texts["img web"]),
        ("half escaped", f'<p style="white-space:pre-wrap">{texts["img web"]}</p>'),
    ):
        breaches = hostile.in_window(record | {"labels": [], "tips": [("QWidget", tip)]})
        yield _proof(f"hostile: a tooltip {name}", breaches)
    yield from _pages(folder, texts, traps)
    cells = f"note\r\n{texts['equals']}\r\n".encode()
    yield _proof("hostile: a formula as it is", hostile.in_csv("t.csv", cells)[1])
    yield _proof("hostile: an escape as it is", hostile.in_terminal("days", texts["ansi"] + "\n"))
    said = json.dumps(texts["ansi c1"], ensure_ascii=False) + "\n"
    yield _proof("hostile: JSON with a control as it is", hostile.in_document("days", said))
    text = Figure().text(0, 0, texts["mathtext"])
    yield _proof("hostile: a figure that reads formulas", list(hostile.read_as_formula(text)))
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_uri(0, traps.web, RectangleObject((0, 0, 9, 9)))
    writer.write(out)
    yield _proof("hostile: a PDF with a link", hostile.in_pdf("p.pdf", out.getvalue()))


def _pages(folder: Path, texts: dict[str, str], traps: Traps) -> Iterator[Tally]:
    """Reports whose template escapes nothing and forbids nothing, one text each."""
    for name in ("script", "img web", "img url", "iframe web", "meta refresh", "svg onload"):
        tally = _proof(f"hostile: a page that does not escape, {name}", [])
        if CHROMIUM:
            page = folder / f"{name.replace(' ', '-')}.html"
            page.write_text(f"<!DOCTYPE html><title>visit</title><p>{texts[name]}</p>")
            inside = folder / page.stem
            inside.mkdir()
            tally.breaches = hostile.in_browser(page, inside, traps)[1]
        else:
            tally.not_tried = "no Chromium here"
        yield tally
