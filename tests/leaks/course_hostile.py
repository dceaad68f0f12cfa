"""Texts that want something, through every surface; nobody comes to the traps."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdf

from diary.domain.diary import Diary
from diary.domain.period import ONE_DAY, Span
from diary.storage.reading import read_diary
from tests.builders_files import GpxTrack, gpx_file, line_of_points
from tests.charts.diaries import Shown
from tests.leaks import errands, hostile, words
from tests.leaks.course import UNTRACED, Course, record_of
from tests.leaks.ground import Ended, Ground
from tests.leaks.hostile_texts import HALF, LARGE, texts_for
from tests.leaks.marks import FOLDER_NAME, marked_diary
from tests.leaks.rights import is_watched
from tests.leaks.tally import Tally
from tests.leaks.traps import Traps
from tests.new_files import write_new_diary
from tests.reports.browser import CHROMIUM

_MADE_AT = re.compile(rb'"made_at":\s*"[^"]*"')
_LISTINGS = ("runs", "shoes", "days", "scores", "reminders", "backups", "check")
# A file may be called so, if it wants to.
_ODD = ("<img src=x>", "a\x1b[31mb", "=1+1", "$x$ {{7*7}} %n {0}", "\u202exfp")
_NAMES = tuple(f"{each}.gpx" for each in _ODD)


def try_hostile(course: Course) -> Iterator[Tally]:
    """Every surface in turn."""
    traps = Traps(_made(course.folder / "traps"))
    texts = texts_for(traps.web, traps.file)
    ground = Ground(course.folder / "hostile")
    path = errands.settle_in(ground, hostile.in_turn(texts.values()), course.today)
    turned = marked_diary(course.today, hostile.in_turn(reversed(texts.values())))
    write_new_diary(ground.work / "turned.sqlite3", turned)
    try:
        yield from _commands(ground, path, traps)
        yield from _files(ground, texts, traps)
        yield _round_trip(ground, path)
        yield _figures(read_diary(path)[0])
        yield _refused(ground, path)
        yield from _import(ground, path, traps)
        yield from _browser(ground, texts, traps)
        yield from _window(ground, path, texts, traps)
    finally:
        traps.close()


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _commands(ground: Ground, path: Path, traps: Traps) -> Iterator[Tally]:
    tally = Tally("hostile", "what commands print", unit="lines")
    own = ("--diary", path)
    ended = [ground.command(name, name, *own) for name in _LISTINGS]
    for ended_ in ended:
        tally.tried += len(ended_.out.splitlines())
        tally.breaches += hostile.in_terminal(ended_.name, ended_.out)
        tally.breaches += hostile.in_terminal(ended_.name, ended_.err) + words.noise(ended_)
        tally.breaches += traps.sprung(ended_)
    yield tally
    documents = Tally("hostile", "what commands print as JSON", unit="documents")
    for name in _LISTINGS[:5]:
        said = ground.command(name, name, "--json", *own)
        documents.tried += 1
        try:
            json.loads(said.out)
        except ValueError as error:
            documents.breaches.append(f"{name}: {error}")
        documents.breaches += hostile.in_document(name, said.out)
    yield documents


def _files(ground: Ground, texts: dict[str, str], traps: Traps) -> Iterator[Tally]:
    """Tables and reports of two diaries: no report has room for every text at once."""
    own = ("--diary", next((ground.work / FOLDER_NAME).glob("*.sqlite3")))
    other = ("--diary", ground.work / "turned.sqlite3")
    made = [ground.command("export csv", "export", "--format", "csv", "--out", "tables", *own)]
    for name, of in (("visit", own), ("turned", other)):
        for ending in ("pdf", "html"):
            given = ("report", "--out", f"{name}.{ending}", "--from", "-83", *of)
            made.append(ground.command(f"report {ending}", *given))
    yield _tables(ground.work / "tables", texts)
    breaches = [found for each in made for found in (*traps.sprung(each), *words.noise(each))]
    drawn = ""
    for file in sorted(ground.work.glob("*.pdf")):
        breaches += hostile.in_pdf(file.name, file.read_bytes())
        drawn += _drawn(file)
    read = [text for text in texts.values() if hostile.flat(text) and hostile.flat(text) in drawn]
    breaches += [] if len(read) > len(texts) // 4 else [f"only {len(read)} texts can be read"]
    yield Tally("hostile", "the report as PDF", len(read), "texts read", breaches)


def _tables(folder: Path, texts: dict[str, str]) -> Tally:
    tally = Tally("hostile", "tables for a spreadsheet", unit="cells")
    whole = ""
    for file in sorted(folder.glob("*.csv")):
        count, breaches = hostile.in_csv(file.name, file.read_bytes())
        tally.tried, tally.breaches = tally.tried + count, tally.breaches + breaches
        # A quote is written as two.
        whole += file.read_text("utf-8").replace('""', '"')
    tally.breaches += hostile.missing_in("tables", whole, texts.values())
    return tally


def _drawn(file: Path) -> str:
    """What can be read on the pages of a PDF."""
    command = ["pdftotext", "-raw", str(file), "-"] if shutil.which("pdftotext") else []
    if command:
        said = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    else:
        said = " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    return hostile.flat(said)


def _round_trip(ground: Ground, path: Path) -> Tally:
    """Out as a file, in as a diary, out again: the same bytes but for what names the moment."""
    out: dict[str, bytes] = {}
    give = ground.command
    give("export", "export", "--format", "json", "--out", "one.json", "--diary", path)
    give("export", "export", "--format", "kneelog", "--out", "one.kneelog", "--diary", path)
    breaches = []
    for name, source in (("json", "one.json"), ("kneelog", "one.kneelog")):
        give("new", "new", "--from", source, "--diary", f"from-{name}.sqlite3")
        again = f"again-{name}.json"
        copy = f"from-{name}.sqlite3"
        give("export", "export", "--format", "json", "--out", again, "--diary", copy)
        out[name] = _without_moment(ground.work / again)
        if out[name] != _without_moment(ground.work / "one.json"):
            breaches.append(f"{name}: not the same when it comes back")
    count = len(out["json"])
    return Tally("hostile", "out as JSON and .kneelog, and back", count, "bytes", breaches)


def _without_moment(file: Path) -> bytes:
    """The bytes of a document but for the moment at which it was made."""
    return _MADE_AT.sub(b'"made_at":""', file.read_bytes())


def _figures(diary: Diary) -> Tally:
    last = max(diary.days)
    span = Span(last - timedelta(83), last + ONE_DAY)
    count, breaches = hostile.in_figures(diary, lambda shown: Shown(shown, span))
    return Tally("hostile", "texts of every chart", count, "texts", breaches)


def _refused(ground: Ground, path: Path) -> Tally:
    """Half a character and a megabyte are refused in a sentence, or cut with one."""
    tally = Tally("hostile", "what no diary can hold", unit="tries")
    for name, text in (("half", HALF), ("a megabyte", LARGE)):
        document = json.loads((ground.work / "one.json").read_bytes())
        document["days"][0]["note"] = text
        file = ground.work / f"{name}.json"
        file.write_text(json.dumps(document))
        said = ground.command(name, "new", "--from", file, "--diary", f"{name}.sqlite3")
        tally.tried += 1
        tally.breaches += hostile.in_terminal(name, said.err) + words.noise(said)
        is_told = bool(said.err.strip()) and len(said.err) < 5000 and said.status in {1, 2, 3}
        tally.breaches += [] if is_told else [f"{name}: {said.status} {said.err[:200]}"]
    given = ("log", "run", "--distance", "5km", "--time", "30", "--note")
    said = ground.command("typed", *given, "long " * 20_000, "--diary", path)
    tally.tried += 1
    tally.breaches += [] if said.status == 2 else [f"typed: {said.status} {said.err[:200]}"]
    return tally


def _import(ground: Ground, path: Path, traps: Traps) -> Iterator[Tally]:
    folder = _made(ground.work / "named <b>oddly")
    for number, name in enumerate(_NAMES):
        start = datetime(2025, 1, 1 + number, 8, tzinfo=UTC)
        track = GpxTrack([line_of_points(start)], name="&lt;img src=x onerror=1&gt;")
        (folder / name).write_text(gpx_file(track))
    tally = Tally("hostile", "files named oddly, and what is in them", len(_NAMES), "files")
    for extra in (("--dry-run",), ()):
        said = ground.command("import", "import", folder, *extra, "--diary", path)
        tally.breaches += hostile.in_terminal("import", said.out + said.err) + words.noise(said)
        tally.breaches += traps.sprung(said)
        tally.breaches += [] if said.status == 0 else [f"import: {said.status} {said.err}"]
    yield tally


def _browser(ground: Ground, texts: dict[str, str], traps: Traps) -> Iterator[Tally]:
    tally = Tally("hostile", "the report in a real browser", len(texts), "texts")
    if not CHROMIUM:
        tally.not_tried = "no Chromium here"
        yield tally
        return
    said = ""
    for name in ("visit", "turned"):
        folder = _made(ground.notes / name)
        visit, breaches = hostile.in_browser(ground.work / f"{name}.html", folder, traps)
        said += hostile.text_of(visit.dom)
        tally.breaches += breaches + [each for each in visit.console if "Refused" in each]
    tally.breaches += hostile.missing_in("the pages", said, texts.values())
    yield tally


def _window(ground: Ground, path: Path, texts: dict[str, str], traps: Traps) -> Iterator[Tally]:
    traps.arm()
    walked = ground.window("walk", "--diary", path)
    walk = record_of(ground, "walk")
    scenes = len(walk["scenes"])
    breaches = walk["failed"] + (hostile.in_window(walk) if scenes else [])
    yield Tally("hostile", "labels and tooltips of the window", scenes, "scenes", breaches)
    breaches = hostile.not_shown(walk, texts) if scenes else ["no window"]
    yield Tally("hostile", "each text as it was typed", len(texts), "texts", breaches)
    tally = Tally("hostile", "what the window loaded, ran and warned of", scenes, "scenes")
    tally.breaches = traps.sprung(walked) + words.noise(walked)
    yield tally
    yield from _review(ground, traps)
    if not is_watched():
        yield Tally("hostile", "files opened by the window", not_tried=UNTRACED)


def _review(ground: Ground, traps: Traps) -> Iterator[Tally]:
    ended: Ended = ground.window("review", "review", "one.kneelog")
    record = record_of(ground, "review")
    breaches = record["failed"] + traps.sprung(ended) + words.noise(ended)
    breaches += hostile.in_window(record) if record["scenes"] else []
    yield Tally("hostile", "the review window", len(record["scenes"]), "tabs", breaches)
