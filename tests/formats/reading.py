"""One activity file, read by itself and by no other reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from diary.domain.reading import ReadFile, ReadRequest
from diary.formats.activity_files import read_activity, refused_file
from diary.formats.refused import RefusedError
from diary.formats.source import opened


def read_activity_file(
    path: Path, request: ReadRequest, new_id: Callable[[], str]
) -> Iterator[ReadFile]:
    try:
        with opened(path) as source:
            yield read_activity(source, path, None, request, new_id)
    except RefusedError as error:
        yield refused_file(path, None, error.problem)
