"""Cuts the workouts out of the stream of an Apple Health file, so that only they are parsed.

A file holds millions of measurements and some hundred workouts. Each workout is looked for as
bytes and is later parsed as a document of its own: what is declared at the top of the file reaches
none of them, and a damaged measurement costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from diary.domain.reading import Refusal
from diary.formats.refused import RefusedError

# Twenty years with seven workouts a day.
WORKOUTS_MOST = 50_000
# A file that breaks off has one; more are there to keep a reader busy.
LOST_MOST = 1_000
# A workout of a day with an event every other second.
WORKOUT_LONGEST_BYTES = 4 * 1024 * 1024
TAG_LONGEST_BYTES = 64 * 1024
_ROOT, _ROOT_END = b"<HealthData", b"</HealthData>"
_ENTITY = b"<!ENTITY"
# Apple's own declarations take some ten thousand bytes.
_PROLOGUE_LONGEST_BYTES = 1024 * 1024
_BEGIN = re.compile(rb"<Workout(?=[\s>/])")
_TAG = re.compile(rb"<Workout(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*(/?)>")
_END = b"</Workout>"
# What a mark may be short of when a chunk ends in it.
_KEPT = 16


class Workouts:
    """The workouts of one file in order.

    `is_whole` tells at the end that the file was read to its end, `lost` how many workouts were
    longer than any or had no end.
    """

    def __init__(self) -> None:
        self.is_whole = False
        self.lost = 0
        self._count = 0
        self._has_root = False
        self._rest = b""
        # From where on the end of the workout at hand is looked for; 0 = its tag is not whole.
        self._inside = 0

    def of(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Each workout as bytes; raises `RefusedError` when entities are declared."""
        for chunk in chunks:
            self._rest += chunk
            if self._has_root or self._is_past_prologue():
                yield from self._found()
            if self.lost > LOST_MOST or self._count >= WORKOUTS_MOST:
                return
        if self._rest.startswith(b"<Workout"):
            self.lost += 1
        # Nothing but blanks follows the end.
        self.is_whole = self._has_root and self._rest.rstrip().endswith(_ROOT_END)

    def _is_past_prologue(self) -> bool:
        begin = self._rest.find(_ROOT)
        if _ENTITY in (self._rest if begin < 0 else self._rest[:begin]):
            raise RefusedError(Refusal.UNREADABLE, "entities")
        if begin < 0 and len(self._rest) > _PROLOGUE_LONGEST_BYTES:
            raise RefusedError(Refusal.UNREADABLE)
        self._has_root = begin >= 0
        self._rest = self._rest[max(0, begin) :]
        return self._has_root

    def _found(self) -> Iterator[bytes]:
        at = 0
        while True:
            begin = _BEGIN.search(self._rest, at)
            if begin is None:
                # The end of the document has to stay in sight.
                self._rest = self._rest[max(at, len(self._rest) - _KEPT) :]
                return
            at = begin.start()
            end = self._end_of(at)
            if end is None:
                self._rest = self._rest[at:]
                return
            if end:
                self._count += 1
                yield self._rest[at:end]
                at = end
            else:
                self.lost += 1
                at += len(b"<Workout")
            self._inside = 0

    def _end_of(self, at: int) -> int | None:
        """Where the workout that begins at `at` ends; None = not here yet, 0 = it has no end."""
        if not self._inside:
            tag = _TAG.match(self._rest, at)
            if tag is None:
                return 0 if len(self._rest) - at > TAG_LONGEST_BYTES else None
            if tag[1]:
                return tag.end()
            self._inside = tag.end() - at
        end = self._rest.find(_END, at + self._inside)
        if end >= 0:
            return end + len(_END)
        self._inside = max(self._inside, len(self._rest) - at - len(_END))
        return 0 if len(self._rest) - at > WORKOUT_LONGEST_BYTES else None
