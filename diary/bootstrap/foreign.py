"""Readers and writers of foreign files; each is imported when it is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diary.domain.diary import Diary
    from diary.domain.period import Span
    from diary.domain.reading import ReadFile
    from diary.domain.run import Sport
    from diary.formats.exchange import Decoded
    from diary.services.ports import IdSource


def read_activity_file(
    path: Path, *, zone: str, new_id: IdSource, imported_at: datetime, sport: Sport | None
) -> Sequence[ReadFile]:
    """Everything found in one activity file; never raises for bad content."""
    from diary.formats.activity_files import (  # noqa: PLC0415 - imports the parsers
        read_activity_file,
    )

    return read_activity_file(path, zone=zone, new_id=new_id, imported_at=imported_at, sport=sport)


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
