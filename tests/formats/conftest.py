from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from diary.domain.reading import ReadFile
from diary.domain.run import Sport
from diary.formats.activity_files import read_activity_file

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
            path,
            zone=zone,
            new_id=lambda: f"run-{next(ids)}",
            imported_at=IMPORTED_AT,
            sport=sport,
        )
        return found

    return read_content
