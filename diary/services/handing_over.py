"""Makes what a person hands on: one file for somebody else, read again before it is called done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from diary.domain.diary import Diary
from diary.domain.errors import DiaryExistsError
from diary.domain.hand_over import (
    ENDING,
    HandOverCode,
    HandOverRefusedError,
    Part,
    file_id_of,
)
from diary.domain.period import ONE_DAY, Span
from diary.services.exporting import cut, span_reminders
from diary.services.leaving import Leaving, leaving_part
from diary.services.new_files import is_store_file, write_whole
from diary.texts.numbers import Formats

if TYPE_CHECKING:
    from diary.services.ports import EncodeDiary, HandOverFiles

__all__ = [
    "HandedOn",
    "HandingOver",
    "Leaving",
    "Part",
    "check_saved",
    "file_name",
    "part_of",
    "save_checked",
]

_STEM = "knee-diary"


@dataclass(frozen=True, slots=True)
class HandedOn:
    """What leaves: its `diary.json`, and the same as a value.

    `rows` are the reminders as they are told in it.
    """

    document: bytes
    diary: Diary
    leaving: Leaving
    made_at: datetime
    rows: tuple[Mapping[str, object], ...] = ()

    @property
    def file_id(self) -> str:
        """What stands on every paper that belongs to it."""
        return file_id_of(sha256(self.document).hexdigest())


def part_of(diary: Diary, leaving: Leaving) -> Diary:
    """The part of a diary that leaves, cut to its span."""
    part = cut(diary, leaving.span) if leaving.span else diary
    return leaving_part(part, leaving)


def file_name(diary: Diary, span: Span | None, today: date, ending: str = ENDING) -> str:
    """A name for a file that tells the days and never the person."""
    if span is None:
        known = sorted((*diary.days, *(run.on for run in diary.runs.values())))
        first, last = (known[0], known[-1]) if known else (today, today)
    else:
        first, last = span.start, span.end - ONE_DAY
    return f"{_STEM}-{first.isoformat()}_{last.isoformat()}{ending}"


class HandingOver:
    """Makes files for somebody else out of a diary; `program` is its name and version."""

    def __init__(self, files: HandOverFiles, encode_diary: EncodeDiary, program: str) -> None:
        self._files = files
        self._encode_diary = encode_diary
        self._program = program

    def hand_on(
        self,
        diary: Diary,
        leaving: Leaving,
        *,
        today: date,
        made_at: datetime,
        formats: Formats,
        tells_reminders: bool = True,
    ) -> HandedOn:
        """What leaves, with the reminders of its last day as they are told to the person.

        `made_at` is aware UTC. Without `tells_reminders` only what was done with them.
        """
        span = leaving.span
        rows: list[dict[str, object]] = []
        if tells_reminders and Part.REMINDERS not in leaving.without:
            # Rules look further back than a span, and never at what does not leave.
            days = span or Span(today, today + ONE_DAY)
            rows = span_reminders(leaving_part(diary, leaving), days, formats)
        part = part_of(diary, leaving)
        document = self._encode_diary(
            part, made_at=made_at, program=self._program, span=span, reminders=rows
        )
        return HandedOn(document, part, leaving, made_at, tuple(rows))

    def file(
        self,
        handed_on: HandedOn,
        others: Mapping[str, bytes] | None = None,
        passphrase: str | None = None,
    ) -> bytes:
        """The bytes of a `.kneelog`, read again; with a passphrase also locked and unlocked once.

        `others` are further members (`report.pdf`, `report.html`, `tables/NAME.csv`). Raises
        `HandOverRefusedError` when what was read is not what was to leave.
        """
        content = self._files.written(
            handed_on.document,
            others or {},
            made_at=handed_on.made_at,
            program=self._program,
            span=handed_on.leaving.span,
            left_out=handed_on.leaving.without,
            shown=handed_on.leaving.shown or handed_on.leaving.span,
        )
        found = self._files.read(content)
        wanted = sha256(handed_on.document).hexdigest()
        if not found.is_complete or found.sha256 != wanted or found.problems:
            raise HandOverRefusedError(HandOverCode.NOT_AS_MADE)
        return content if passphrase is None else self._files.locked(content, passphrase)


def save_checked(path: Path, content: bytes) -> None:
    """Put the bytes at the path, whole or not at all, and look that they are there.

    Raises `OSError`, `DiaryExistsError` for the place of a diary or a backup, and
    `HandOverRefusedError` when the disk gives back something else.
    """
    if is_store_file(path):
        raise DiaryExistsError(str(path))
    write_whole(path, content)
    check_saved(path, content)


def check_saved(path: Path, content: bytes) -> None:
    """Raise `HandOverRefusedError` when the disk does not give back what was written."""
    if path.read_bytes() != content:
        raise HandOverRefusedError(HandOverCode.NOT_AS_MADE, path.name)
