"""What stands in for the desktop: a tray that is there, lines that are written down."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class NotedLines:
    """A notifier that writes down what it is given."""

    lines: list[str] = field(default_factory=list)
    can_show: bool = True
    withdrawn: int = 0

    def show(self, line: str) -> bool:
        self.lines.append(line)
        return self.can_show

    def withdraw(self) -> None:
        self.withdrawn += 1


@dataclass
class Switch:
    """A start at login that is kept in memory, on a disk that may be full."""

    is_chosen: bool = False
    is_full: bool = False
    is_moved: bool = False

    def is_on(self) -> bool:
        return self.is_chosen and not self.is_moved

    def choose(self, *, is_on: bool) -> None:
        if self.is_full:
            raise OSError(28, "No space left on device")
        self.is_chosen = is_on

    def renew(self) -> None:
        if self.is_moved:
            self.choose(is_on=True)
            self.is_moved = False
