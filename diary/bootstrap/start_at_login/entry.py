"""What the entries of all systems have in common: when one counts, and when it is renewed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path

from diary.bootstrap.start_at_login.own_start import OwnStart, can_start, unwritable
from diary.services.new_files import write_whole


class Entry(ABC):
    """The place where a system keeps what it starts at login; `start` is this program."""

    def __init__(self, start: OwnStart) -> None:
        self._start = start

    def is_on(self) -> bool:
        """True when the entry starts a program that is there; the system may switch it off."""
        return can_start(self._entered())

    def renew(self) -> None:
        """Name this program in an entry whose program is gone."""
        entered = self._entered()
        if entered is not None and not can_start(entered):
            self.choose(is_on=True)

    @abstractmethod
    def choose(self, *, is_on: bool) -> None:
        """Write the entry or remove it."""

    @abstractmethod
    def _entered(self) -> OwnStart | None:
        """What the entry starts; None without one, or where it is switched off."""


class FileEntry(Entry):
    """A file, whose folder need not exist yet."""

    def __init__(self, file: Path, start: OwnStart) -> None:
        super().__init__(start)
        self._file = file

    def choose(self, *, is_on: bool) -> None:
        """Write the file or remove it."""
        if not is_on:
            self._file.unlink(missing_ok=True)
            return
        try:
            content = self._content(self._start)
        except ValueError as error:
            # A path with a line break or without a meaning as text.
            raise unwritable(self._start) from error
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self._file, content)

    @abstractmethod
    def _content(self, start: OwnStart) -> bytes:
        """The bytes of the file; raises `ValueError` for a command that it cannot hold."""
