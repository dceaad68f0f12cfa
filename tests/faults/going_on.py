"""What a course has tried so far, kept line by line, so that a stopped one goes on where it was."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from tests.faults.tally import Line, Tally

# What decides what a line finds.
_CODE = ("diary", "tests/faults", "tests/surroundings", "resources")


def code_version(root: Path) -> str:
    """A number for the code that is tried and that tries, whatever is under version control."""
    digest = hashlib.sha256()
    for folder in _CODE:
        for file in sorted((root / folder).rglob("*")):
            if file.is_file() and file.suffix in {".py", ".json", ".sql"}:
                digest.update(str(file.relative_to(root)).encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


class Progress:
    """The finished lines of one course, by part and in their order; the file is written whole.

    Lines of another seed, another number of rounds or another version of the code do not count.
    """

    def __init__(self, file: Path, seed: int, rounds: int, version: str) -> None:
        self._file = file
        self._about = {"seed": seed, "rounds": rounds, "version": version}
        self._lines: dict[str, list[Tally]] = {}
        # What lines took, in this call and in those before.
        self.seconds = 0.0

    def take_up(self) -> int:
        """Read what was finished; how many lines that is."""
        try:
            kept = json.loads(self._file.read_text())
        except (OSError, ValueError):
            return 0
        if not isinstance(kept, dict) or kept.get("about") != self._about:
            return 0
        self.seconds = float(kept["seconds"])
        self._lines = {
            part: [Tally(**each) for each in tallies] for part, tallies in kept["lines"].items()
        }
        return sum(map(len, self._lines.values()))

    def tried(self, part: str, lines: Iterable[Line]) -> Iterator[Tally]:
        """What each line of a part gave; only those that were not finished are tried now."""
        finished = self._lines.setdefault(part, [])
        for number, line in enumerate(lines):
            if number == len(finished):
                started = time.monotonic()
                tally = line()
                self.seconds += time.monotonic() - started
                finished.append(tally)
                self._write()
            yield finished[number]

    def finished(self, parts: Iterable[str]) -> list[Tally]:
        """What the finished lines of these parts gave."""
        return [tally for part in parts for tally in self._lines.get(part, [])]

    def forget(self, parts: Iterable[str]) -> None:
        """These parts came to their end; the next course tries them anew."""
        for part in parts:
            self._lines.pop(part, None)
        if self._lines:
            self._write()
        else:
            self._file.unlink(missing_ok=True)

    def _write(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        lines = {part: [asdict(each) for each in tallies] for part, tallies in self._lines.items()}
        content = {"about": self._about, "seconds": self.seconds, "lines": lines}
        draft = self._file.with_suffix(".part")
        draft.write_text(json.dumps(content))
        draft.replace(self._file)
