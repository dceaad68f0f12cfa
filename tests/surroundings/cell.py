"""One odd surrounding, as data: what is around the program, how it ends, what must come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Ending(StrEnum):
    """How the sitting ends."""

    QUIT = "Ctrl+Q"
    CLOSE = "the window's close button"
    TERM = "SIGTERM"
    INT = "SIGINT"
    HUP = "SIGHUP"
    TERMINAL = "its terminal is closed"
    SCREEN = "the X server is killed"


class Outcome(StrEnum):
    """What must come of it."""

    KEPT = "score kept"
    REFUSED = "said that it cannot write, nothing changed"
    NO_WINDOW = "a sentence, exit 3"
    ON_ITS_WAY = "score kept, or only on its way"


class Streams(StrEnum):
    """Where the standard streams of the program lead."""

    FILES = "files"
    CLOSED_PIPE = "a pipe nobody reads"
    TERMINAL = "a terminal"


@dataclass(frozen=True, slots=True)
class Screen:
    """An Xvfb; `sizes` has one width and height in pixels for each screen."""

    sizes: tuple[tuple[int, int], ...] = ((1280, 900),)
    depth: int = 24


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: a window comes, a key shows, a page rests, a chart is drawn, a program ends."""

    window_s: float = 30.0
    seen_s: float = 15.0
    calm_s: float = 12.0
    chart_s: float = 30.0
    end_s: float = 20.0


@dataclass(frozen=True, slots=True)
class Room:
    """The folders of one cell; what of them is really used, its variables say."""

    folder: Path

    @property
    def home(self) -> Path:
        """The person's own folder."""
        return self.folder / "home"

    @property
    def tmp(self) -> Path:
        """The folder for passing files."""
        return self.folder / "tmp"

    @property
    def fonts(self) -> Path:
        """Fonts and their settings."""
        return self.folder / "fonts"


@dataclass(frozen=True, slots=True)
class Cell:
    """One surrounding.

    In `env`, `diary` and `wrap` the words `{home}`, `{tmp}`, `{fonts}` and `{room}` stand for the
    folders of the cell, `{bus}` for a socket that never answers, and None takes a variable away.
    `wrap` are the words before the command. `names_diary`: the diary is given as an option; else
    it lies where the program looks by itself. `keeps_env`: with the usual variables around.
    `prepare` is called when the folders are there. `is_plain_user` takes away the right of root to
    read and write everything. `waits_until_saved`: it is not ended before the page rests. For so
    many seconds `stopped_s` the process is stopped right after the key. `missing` says why it
    cannot be tried here.
    """

    name: str
    env: Mapping[str, str | None] = field(default_factory=dict)
    wrap: tuple[str, ...] = ()
    screen: Screen | None = field(default_factory=Screen)
    diary: str = "{home}/a.sqlite3"
    names_diary: bool = True
    keeps_env: bool = True
    prepare: Callable[[Room], None] | None = None
    streams: Streams = Streams.FILES
    ending: Ending = Ending.QUIT
    outcome: Outcome = Outcome.KEPT
    is_plain_user: bool = False
    waits_until_saved: bool = False
    stopped_s: float = 0.0
    patience: Patience = field(default_factory=Patience)
    missing: Callable[[], str] | None = None

    @property
    def is_sharp(self) -> bool:
        """True when the program is ended as soon as the key is seen, with no look at Charts."""
        return self.ending not in {Ending.QUIT, Ending.CLOSE}
