from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from diary.domain.reading import ReadFile, ReadRequest
from diary.domain.run import Sport
from tests.formats.reading import read_activity_file

IMPORTED_AT = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)
ReadContent = Callable[..., ReadFile]


@pytest.fixture
def read(tmp_path: Path) -> ReadContent:
    """Read bytes or text as a file of some name."""
    ids = count(1)

    def read_content(
        content: bytes | str,
        name: str = "file",
        *,
        zone: str = "Europe/Lisbon",
        sport: Sport | None = None,
    ) -> ReadFile:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        (found,) = read_activity_file(
            path, ReadRequest(zone, IMPORTED_AT, sport), lambda: f"run-{next(ids)}"
        )
        return found

    return read_content
