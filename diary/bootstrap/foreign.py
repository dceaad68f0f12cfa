"""Readers and writers of foreign files; each is imported when it is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diary.domain.diary import Diary
    from diary.domain.period import Span
    from diary.formats.exchange import Decoded
    from diary.services.ports import HandOverFiles, IsWanted, RunReader


def open_reader(is_wanted: IsWanted) -> AbstractContextManager[RunReader]:
    """A reader of foreign files for one batch, in a process of its own."""
    from diary.bootstrap.child_process import ChildProcess  # noqa: PLC0415 - rarely needed

    first = ChildProcess()
    # It is loading meanwhile, and has the most to load.
    from diary.bootstrap.reading_child import reading_with  # noqa: PLC0415 - imports msgspec

    return reading_with(first, is_wanted)


def encode_diary(
    diary: Diary,
    *,
    made_at: datetime,
    program: str,
    span: Span | None = None,
    reminders: Sequence[Mapping[str, object]] = (),
) -> bytes:
    """A diary as the bytes of `diary.json`."""
    from diary.formats.exchange import encode_diary  # noqa: PLC0415 - imports msgspec

    return encode_diary(diary, made_at=made_at, program=program, span=span, reminders=reminders)


def decode_diary(content: bytes) -> Decoded:
    """The diary in the bytes of a `diary.json`, and what is wrong with it."""
    from diary.formats.exchange import decode_diary  # noqa: PLC0415 - imports msgspec

    return decode_diary(content)


def csv_tables(document: bytes) -> Mapping[str, bytes]:
    """The lists of a `diary.json` as tables by their file names."""
    from diary.formats.csv_tables import csv_tables  # noqa: PLC0415 - imports msgspec

    return csv_tables(document)


def hand_over_files() -> HandOverFiles:
    """What makes and reads files for somebody else."""
    from diary.bootstrap.hand_over import HandOverFiles  # noqa: PLC0415 - imported where it is used

    return HandOverFiles()
