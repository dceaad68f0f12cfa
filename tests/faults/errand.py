"""What a child of the harness is sent to do, in a form that fits on one line of a pipe."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias

# A child says what is on the disk, a line each; the line is written before the call returns.
Say: TypeAlias = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Errand:
    """One piece of work on one diary.

    `start` and `count` number the entries of a session; `other` is the second place the work
    needs: files to import, a backup. `most_bytes` is the largest a file may become while the
    child works, 0 = as large as it likes; `ballast` is a file that is removed to make room;
    `tries` is how often the work is tried when it is refused, with room made in between. Work
    that is done wrongly on purpose stops at its worst moment when it `pauses`, to be killed there.
    """

    work: str
    diary: str
    start: int = 0
    count: int = 0
    other: str = ""
    most_bytes: int = 0
    ballast: str = ""
    tries: int = 4
    pauses: bool = False

    @property
    def path(self) -> Path:
        """The diary."""
        return Path(self.diary)

    def line(self) -> str:
        """The errand as one line of text."""
        return json.dumps(asdict(self))

    @classmethod
    def of_line(cls, line: str) -> Errand:
        """The errand that a line is about."""
        return cls(**json.loads(line))
