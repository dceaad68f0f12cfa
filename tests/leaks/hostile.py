"""Nothing a person typed is loaded, run or taken for anything but a text.

Each judge takes what came out of the program and returns where a text was obeyed or not shown.
"""

from __future__ import annotations

import csv
import io
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path
from typing import Any

import pypdf
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text as FigureText
from pypdf.generic import ArrayObject, DictionaryObject

from diary.charts.painter import drawn_of
from diary.charts.picture import ChartLook
from diary.domain.diary import Diary
from diary.style import load_theme
from tests.charts.diaries import Shown
from tests.charts.kinds import CHARTS
from tests.leaks.hand import is_markup, shown_by
from tests.leaks.marks import Text
from tests.leaks.traps import Traps
from tests.reports.browser import Visit, visited

SIZE = (900, 600)
# How the program's own tooltips begin, with everything in them escaped.
_PLAIN_TIP = '<p style="white-space:pre-wrap">'
_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20\t\r\n")
_ACTIONS = frozenset({"/JS", "/JavaScript", "/Launch", "/URI", "/AA", "/OpenAction", "/SubmitForm"})


def in_turn(texts: Iterable[str]) -> Text:
    """Gives every field the next of the texts that there is room for."""
    turn = list(texts)
    places = {name: cycle(range(len(turn))) for name in ("short", "long")}

    def text(_kind: str, _field: str, room: int) -> str:
        steps = places["long" if room > 200 else "short"]
        for _try in turn:
            found = turn[next(steps)]
            if len(found) <= room and found.strip():
                return found
        return turn[next(steps)][:room]

    return text


def flat(text: str) -> str:
    """A text without what no letter is, for comparing what is seen."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKC", text)
        if not letter.isspace() and unicodedata.category(letter) not in _STEERING | {"Mn", "Cn"}
    )


# ---- the window ---------------------------------------------------------------------------------


def in_window(record: Mapping[str, Any]) -> list[str]:
    """Labels and tooltips that Qt would read as markup."""
    breaches = [
        f"{kind} ({way}): {shown[:90]}"
        for kind, way, shown in record["labels"]
        if way != "PlainText" and is_markup(shown)
    ]
    tips = [(kind, tip) for kind, tip in record["tips"] if _obeys(tip)]
    return breaches + [f"tooltip of {kind}: {tip[:90]}" for kind, tip in tips]


def _obeys(tip: str) -> bool:
    """True for a tooltip that is markup and not the program's own, or holds more than a text."""
    if not is_markup(tip):
        return False
    inside = tip.removeprefix(_PLAIN_TIP).removesuffix("</p>")
    return not tip.startswith(_PLAIN_TIP) or "<" in inside or "\ufffc" in shown_by(tip)


def not_shown(record: Mapping[str, Any], texts: Mapping[str, str]) -> list[str]:
    """The texts that could be read nowhere in the window as they were typed."""
    shown = [each[2] for each in record["labels"]] + record["items"] + record["edits"]
    shown += [shown_by(tip) if is_markup(tip) else tip for _kind, tip in record["tips"]]
    whole = "\n".join({flat(each.replace("&&", "&")) for each in shown})
    return [
        f"“{name}” is nowhere to be read"
        for name, text in texts.items()
        if flat(text) and flat(text.replace("&&", "&")) not in whole
    ]


# ---- figures ------------------------------------------------------------------------------------


def in_figures(diary: Diary, shown: Callable[[Diary], Shown]) -> tuple[int, list[str]]:
    """Every chart drawn of a diary: texts read as formulas, and warnings."""
    count, breaches = 0, []
    for name, chart in CHARTS.items():
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                look = ChartLook(load_theme("light"), *SIZE, is_whole=True)
                figure = drawn_of(chart(shown(diary)), look).figure
                FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call] # matplotlib has none
            except Exception as error:  # noqa: BLE001 - a text that breaks a figure is what is sought
                breaches.append(f"{name}: {type(error).__name__} {error}")
                continue
        found: list[FigureText] = list(figure.findobj(FigureText))
        count += len(found)
        breaches += [f"{name}: {text}" for each in found for text in read_as_formula(each)]
    return count, breaches


def read_as_formula(text: FigureText) -> Iterator[str]:
    """The text, where matplotlib would look for a formula in it and there is something to find."""
    if text.get_parse_math() and "$" in text.get_text():
        yield text.get_text()


# ---- files --------------------------------------------------------------------------------------


def in_csv(name: str, content: bytes) -> tuple[int, list[str]]:
    """Cells that a spreadsheet would calculate."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    cells = [cell for row in rows[1:] for cell in row]
    return len(cells), [f"{name}: {cell[:60]!r}" for cell in cells if _is_formula(cell)]


def _is_formula(cell: str) -> bool:
    if cell[:1] in {"\t", "\r", "\n"}:
        return True
    shown = cell
    while shown and (shown[0].isspace() or unicodedata.category(shown[0]) in {"Cc", "Cf"}):
        shown = shown[1:]
    return shown[:1] in _FORMULA and not _is_number(shown)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def in_terminal(name: str, said: str) -> list[str]:
    """Signs that steer a terminal or turn the order of letters."""
    lines = said.split("\n")
    return [
        f"{name}: {line[:80]!r}"
        for line in lines
        if any(unicodedata.category(letter) in _STEERING for letter in line)
    ]


def in_document(name: str, said: str) -> list[str]:
    """Signs that steer a terminal in JSON, where others than these may stand as they are."""
    steering = {letter for letter in said[:-1] if letter in _TURNING or _is_control(letter)}
    return [f"{name}: {letter!r}" for letter in sorted(steering)]


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Zl", "Zp"}


def in_pdf(name: str, content: bytes) -> list[str]:
    """Anything in a PDF that a viewer would do."""
    waiting: list[Any] = [pypdf.PdfReader(io.BytesIO(content)).trailer]
    seen: set[int] = set()
    breaches = []
    while waiting:
        value = waiting.pop()
        value = value.get_object() if hasattr(value, "get_object") else value
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, DictionaryObject):
            breaches += [f"{name}: {key}" for key in value if key in _ACTIONS]
            waiting += list(value.values())
        elif isinstance(value, ArrayObject):
            waiting += list(value)
    return breaches


def missing_in(name: str, whole: str, texts: Iterable[str]) -> list[str]:
    """Which of these texts cannot be read in a larger one."""
    found = flat(whole)
    return [f"{name}: not there: {text[:60]!r}" for text in texts if flat(text) not in found]


class _Texts(HTMLParser):
    """The texts of a page, without its style."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._is_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._is_style = False

    def handle_data(self, data: str) -> None:
        if not self._is_style:
            self.found.append(data)


def text_of(page: str) -> str:
    """What can be read of a page."""
    texts = _Texts()
    texts.feed(page)
    texts.close()
    return "".join(texts.found)


# ---- a browser ----------------------------------------------------------------------------------


def in_browser(page: Path, folder: Path, traps: Traps) -> tuple[Visit, list[str]]:
    """Open a page in a real browser; what it asked for, ran, and read."""
    traps.arm()
    visit = visited(page, folder)
    breaches = [f"{page.name} asked for {each}" for each in sorted(visit.asked)]
    if "<title>ran</title>" in visit.dom:
        breaches.append(f"{page.name} ran a script")
    return visit, breaches + [f"{page.name}: {each}" for each in traps.sprung()]
