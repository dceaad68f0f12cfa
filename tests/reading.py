"""A reader of foreign files in this process, for tests that look at what becomes of the runs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from diary.formats.reading import read_path
from diary.services.ports import OpenReader, RunReader


def open_reader(is_wanted: Callable[[], bool]) -> AbstractContextManager[RunReader]:
    return nullcontext(read_path)


def opening(read: RunReader) -> OpenReader:
    """Opens this reader, whatever it is."""

    def opened(is_wanted: Callable[[], bool]) -> AbstractContextManager[RunReader]:
        return nullcontext(read)

    return opened
