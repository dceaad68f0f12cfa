"""One call of a command: its options, the parts, the exit statuses, and where output goes."""

from __future__ import annotations

import re
import sys
import unicodedata
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.period import diary_day, local
from diary.texts.numbers import Formats
from diary.words import _

if TYPE_CHECKING:
    from diary.cli.parts import Parts
    from diary.domain.diary import Diary
    from diary.domain.file_problem import Problem
    from diary.services.ports import DiaryStore

DONE, WITH_PROBLEMS, WRONG_USAGE, NOTHING_CHANGED = 0, 1, 2, 3
PROBLEMS_SHOWN = 30
# What JSON may hold as it is, and what steers a terminal or turns the order of letters there.
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
KINDS = (
    *("days", "runs", "shoes", "events", "totals", "pt_notes"),
    *("exercises", "plans", "sessions", "run_walk"),
)
_DAYS_AGO = re.compile(r"-(\d{1,5})")


class UsageError(Exception):
    """The command was given something it cannot work with; carries the sentence."""


class RefusedError(Exception):
    """The command cannot be carried out as things are; carries the sentence."""


@dataclass(frozen=True)
class Call:
    """The options as typed, and everything a command needs to carry them out."""

    options: Namespace
    parts: Parts

    @cached_property
    def diary_path(self) -> Path:
        """The diary of `--diary`, else the person's own."""
        given: Path | None = self.options.diary
        return self.parts.default_diary() if given is None else expanded(given)

    @property
    def is_json(self) -> bool:
        """True when one JSON document is wanted."""
        wanted: bool = self.options.json
        return wanted

    @cached_property
    def today(self) -> date:
        """The computer's calendar day."""
        return local(self.parts.clock.now(), self.parts.clock.zone()).date()

    def diary_day(self, turnover: time) -> date:
        """The day the diary is on: before its turnover it is still the day before."""
        return diary_day(local(self.parts.clock.now(), self.parts.clock.zone()), turnover)

    def read_diary(self, *kinds: str) -> tuple[Diary, int]:
        """These kinds of entries, and the exit status so far; what cannot be read is told.

        Without kinds all of them.
        """
        diary, problems = self.parts.read_diary(self.diary_path, kinds or KINDS)
        return diary, self.status_after(problems)

    def status_after(self, problems: Sequence[Problem]) -> int:
        """Tell what could not be read, and where there is help; returns the exit status so far."""
        if not problems:
            return DONE
        from diary.texts.checks import check_text  # noqa: PLC0415 - imported where it is used

        complain(check_text(problem) for problem in problems)
        from diary.cli.terminal import command_line  # noqa: PLC0415 - as above

        text = _("What can be read was used. What to do about the rest: {command}")
        complain([text.format(command=command_line(self.diary_path, "check"))])
        return WITH_PROBLEMS

    @contextmanager
    def open_store(self) -> Iterator[DiaryStore]:
        """The diary for writing, closed at the end."""
        store = self.parts.open_store(self.diary_path)
        try:
            yield store
        finally:
            store.close()

    def day(self, text: str | None, field: str = "on", today: date | None = None) -> date | None:
        """A day from 2026-11-20, today, yesterday or -3; None when the option is not given.

        `today` is the calendar's where it is not given.
        """
        if text is None:
            return None
        today = today or self.today
        words = {"today": 0, "yesterday": 1}
        ago = _DAYS_AGO.fullmatch(text)
        try:
            if text.lower() in words:
                return today - timedelta(days=words[text.lower()])
            return today - timedelta(days=int(ago[1])) if ago else date.fromisoformat(text)
        except (ValueError, OverflowError) as error:
            raise InvalidValueError(field, Reason.NOT_A_DATE, text) from error

    def past_day(self, text: str | None, turnover: time) -> date:
        """A day that is not in the future; today when the option is not given.

        In the night before the turnover today is still the evening before, as it is in the window.
        """
        today = self.diary_day(turnover)
        on = self.day(text, today=today) or today
        if on > self.today:
            raise InvalidValueError("on", Reason.IN_FUTURE, on)
        return on

    def chosen_days(self) -> Callable[[date], bool]:
        """Tells whether a day lies in `--from` to `--to`, both included."""
        first, last = self.day(self.options.from_), self.day(self.options.to)
        if first is not None and last is not None and last < first:
            raise InvalidValueError("--to", Reason.WRONG_ORDER, last, other="--from")
        return lambda on: (first is None or on >= first) and (last is None or on <= last)


def expanded(path: Path) -> Path:
    """A path as typed with ~ replaced; raises `UsageError` where there is no such home."""
    try:
        return path.expanduser()
    except RuntimeError as error:
        text = _("There is no home folder for “{path}”. Type the whole path.")
        raise UsageError(text.format(path=path)) from error


def formats_of(diary: Diary) -> Formats:
    """Numbers and dates as this command line writes them."""
    return Formats(diary.settings.distance_unit)


def plain(text: str) -> str:
    """A text of the diary without anything that could steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def say(text: str = "") -> None:
    """One line of output."""
    print(text)


def complain(texts: Iterable[str]) -> None:
    """What is wrong, a line each, where it does not disturb the output; the first 30."""
    number = 0
    for number, text in enumerate(texts, 1):
        if number <= PROBLEMS_SHOWN:
            print(plain(text), file=sys.stderr)
    if number > PROBLEMS_SHOWN:
        more = _("… and {count} more of this kind.").format(count=number - PROBLEMS_SHOWN)
        print(more, file=sys.stderr)


def put(content: bytes) -> None:
    """Bytes on the standard output, as they are: UTF-8 whatever the terminal speaks."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(content.decode())
    else:
        buffer.write(content)
        buffer.flush()


def put_document(document: object) -> None:
    """One JSON document; dates, enumerations and exchange shapes as in `diary.json`."""
    import msgspec  # noqa: PLC0415 - only for JSON

    text = msgspec.json.encode(document)
    if not text.isascii() or b"\x7f" in text:
        text = _STEERING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text.decode()).encode()
    put(text + b"\n")


def put_table(heads: Sequence[str], rows: Iterable[Sequence[str]], right: str = "") -> None:
    """Aligned columns; `right` has an r for each column that is aligned to the right."""
    lines = [list(heads), *([plain(cell) for cell in row] for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = []
        for number, (cell, width) in enumerate(zip(line, widths, strict=True)):
            space = " " * (width - _width(cell))
            cells.append(space + cell if right[number : number + 1] == "r" else cell + space)
        say("  ".join(cells).rstrip())


def _width(text: str) -> int:
    """How many places a text takes in a terminal."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))
