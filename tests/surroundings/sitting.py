"""One sitting in one surrounding: start the program, give a score, look at Charts, end it.

It touches the program only as a person and an operating system do: keys, pixels, signals, files.
"""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.surroundings.cell import Cell, Ending, Outcome, Room, Streams
from tests.surroundings.picture import Box, Pixels, ink_in
from tests.surroundings.scores import scores_in
from tests.surroundings.screen import LOOK_S, Display, rest, waited_for

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = (sys.executable, "-m", "diary")
KEY = "4"
# Of 1: a chart with lines, dots and words has more.
LEAST_INK = 0.015
# Of 1: two pages differ in more of their pixels, one page after another key in less.
LEAST_CHANGE = 0.05
# Seconds without a change after which a page is at rest.
REST_S = 0.5
# The same where the window has yet to find that it may not write.
UNWRITABLE_S = 3.0
# Seconds in which a program that hangs can say where.
LAST_WORD_S = 3.0
_SIGNALS = {
    Ending.TERM: signal.SIGTERM,
    Ending.INT: signal.SIGINT,
    Ending.HUP: signal.SIGHUP,
}
# A process that may do what its user may and no more, whoever that is.
_PLAIN_USER = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


@dataclass(slots=True)
class Sitting:
    """What was seen from outside; `status` is None when it had to be killed.

    `is_seen`: the screen changed when the key was pressed. `today` and `charts` are the pictures
    of the window, `before` the scores that were there, by id.
    """

    diary: Path
    room: Room
    before: frozenset[str] = frozenset()
    files_before: frozenset[Path] = frozenset()
    bytes_before: bytes = b""
    status: int | None = None
    said: str = ""
    screen: Box | None = None
    window: Box | None = None
    today: Pixels | None = None
    charts: Pixels | None = None
    is_seen: bool = False
    window_s: float = 0.0
    chart_s: float = 0.0
    end_s: float = 0.0


def prepared(folder: Path) -> Path:
    """A diary with four months of entries, which end today; it lies alone in its folder."""
    folder.mkdir(parents=True)
    diary = folder / "a.sqlite3"
    words = [*PROGRAM, "--diary", str(diary), "sample"]
    subprocess.run(words, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return diary


def held(cell: Cell, folder: Path, diary: Path, program: Sequence[str] = PROGRAM) -> Sitting:
    """Hold a sitting in a new folder, over a copy of a diary."""
    room = _room(cell, folder)
    own = Path(_filled(cell.diary, room))
    own.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(diary, own)
    sitting = Sitting(own, room, before=frozenset(scores_in(own)), bytes_before=own.read_bytes())
    if cell.prepare is not None:
        cell.prepare(room)
    sitting.files_before = frozenset(room.home.rglob("*"))
    with ExitStack() as stack:
        display = None
        if cell.screen is not None:
            display = stack.enter_context(Display(cell.screen, folder / "screen"))
        if "{bus}" in str(cell.env):
            stack.enter_context(_silent_bus(room))
        run = stack.enter_context(_Run(cell, sitting, display, program))
        if display is None or cell.outcome is Outcome.NO_WINDOW:
            run.wait()
        else:
            _sit(cell, sitting, display, run)
    return sitting


def _room(cell: Cell, folder: Path) -> Room:
    folder.mkdir(parents=True)
    room = Room(folder)
    for each in (room.home, room.tmp, room.fonts, folder / "run"):
        each.mkdir(mode=0o700)
    return room


def _filled(text: str, room: Room) -> str:
    names = {"home": room.home, "tmp": room.tmp, "fonts": room.fonts, "room": room.folder}
    for name, path in names.items():
        text = text.replace(f"{{{name}}}", str(path))
    return text.replace("{bus}", str(room.folder / "run" / "silent"))


def _environment(cell: Cell, room: Room, display: Display | None) -> dict[str, str]:
    folder = room.folder
    kept = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONFAULTHANDLER": "1"}
    usual = {
        "HOME": str(room.home),
        "LANG": "C.UTF-8",
        "TZ": "Europe/Berlin",
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "XDG_DATA_HOME": str(room.home / "data"),
        "XDG_CONFIG_HOME": str(room.home / "config"),
        "XDG_CACHE_HOME": str(room.home / "cache"),
        "XDG_STATE_HOME": str(room.home / "state"),
        "TMPDIR": str(room.tmp),
        "USER": "runner",
    }
    found = kept | (usual if cell.keeps_env else {"HOME": str(room.home)})
    if display is not None:
        found["DISPLAY"] = display.name
    for name, value in cell.env.items():
        found.pop(name, None)
        if value is not None:
            found[name] = _filled(value, room)
    return found


@contextmanager
def _silent_bus(room: Room) -> Iterator[None]:
    """Something that takes a call and never answers."""
    with closing(socket.socket(socket.AF_UNIX)) as bus:
        bus.bind(_filled("{bus}", room))
        bus.listen()
        yield


class _Terminal:
    """A terminal whose other side copies what is said into a file."""

    def __init__(self, said: Path) -> None:
        self._master, self.slave = pty.openpty()
        self._said = said
        self._is_closed = False
        self._thread = threading.Thread(target=self._copy)
        self._thread.start()

    def close(self) -> None:
        """Close the window of the terminal; whoever runs in it is told by the system."""
        if not self._is_closed:
            self._is_closed = True
            self._thread.join()
            os.close(self._master)

    def _copy(self) -> None:
        with self._said.open("ab") as file:
            while not self._is_closed:
                if select.select([self._master], [], [], LOOK_S)[0]:
                    with suppress(OSError):  # nobody has the other side open any more
                        file.write(os.read(self._master, 65_536))


class _Run:
    """The program at work."""

    def __init__(
        self, cell: Cell, sitting: Sitting, display: Display | None, program: Sequence[str]
    ) -> None:
        room = sitting.room
        plain = _PLAIN_USER if cell.is_plain_user and os.geteuid() == 0 else ()
        words = [*plain, *(_filled(word, room) for word in cell.wrap), *program]
        words += ["--diary", str(sitting.diary)] if cell.names_diary else []
        self._most_s = cell.patience.end_s
        self._sitting, self._said = sitting, room.folder / "said.txt"
        self.terminal: _Terminal | None = None
        with self._said.open("ab") as file, ExitStack() as stack:
            output = errors = file.fileno()
            given = subprocess.DEVNULL
            if cell.streams is Streams.CLOSED_PIPE:
                end, output = os.pipe()
                os.close(end)
                stack.callback(os.close, output)
            elif cell.streams is Streams.TERMINAL:
                self.terminal = _Terminal(self._said)
                given = output = errors = self.terminal.slave
                stack.callback(os.close, output)
                words = ["setsid", "--ctty", *words]
            self.process = subprocess.Popen(
                # Behind `nohup` or `&` some are ignored, which every child would take over.
                ["env", "--default-signal=INT,HUP,TERM", *words],
                cwd=room.folder,
                env=_environment(cell, room, display),
                stdin=given,
                stdout=output,
                stderr=errors,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
        if self.terminal is not None:
            self.terminal.close()
        self._sitting.said = self._said.read_text(errors="replace")

    @property
    def has_ended(self) -> bool:
        """True when it runs no more."""
        return self.process.poll() is not None

    def wait(self) -> None:
        """Wait for its end, as long as a person would."""
        begun = time.monotonic()
        with suppress(subprocess.TimeoutExpired):
            self._sitting.status = self.process.wait(self._most_s)
        self._sitting.end_s = time.monotonic() - begun
        if self._sitting.status is None:
            # Python says where each of its threads is.
            self.process.send_signal(signal.SIGABRT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(LAST_WORD_S)


def _sit(cell: Cell, sitting: Sitting, display: Display, run: _Run) -> None:
    """Give a score as soon as there is a window, look at Charts, end."""
    patience, begun = cell.patience, time.monotonic()
    sitting.screen = Box(0, 0, *display.size)
    waited_for(lambda: run.has_ended or bool(display.window("Today")), patience.window_s)
    window = display.window("Today")
    sitting.window_s = time.monotonic() - begun
    if not window:
        if run.has_ended:
            run.wait()
        return
    display.focus(window)
    sitting.window = box = display.box(window)
    # A score given before it is known that nothing can be written keeps the window open.
    rest_s = UNWRITABLE_S if cell.outcome is Outcome.REFUSED else REST_S
    before = display.still(box, rest_s, patience.calm_s)
    display.press(KEY)
    sitting.is_seen = waited_for(lambda: display.changes(before, box), patience.seen_s)
    if cell.stopped_s:
        run.process.send_signal(signal.SIGSTOP)
        rest(cell.stopped_s)
        run.process.send_signal(signal.SIGCONT)
    is_sharp = cell.is_sharp and not cell.waits_until_saved
    seen = display.look() if is_sharp else display.still(box, REST_S, patience.calm_s)
    sitting.today = seen.pixels(box)
    if not cell.is_sharp:
        sitting.charts = _charts(cell, display, window, sitting)
    _end(cell, display, window, run)
    run.wait()


def _charts(cell: Cell, display: Display, window: str, sitting: Sitting) -> Pixels | None:
    display.focus(window)
    display.press("ctrl+4")
    if not waited_for(lambda: bool(display.window("Charts")), cell.patience.seen_s):
        return None
    box, begun = display.box(window), time.monotonic()
    while True:
        page = display.still(box, REST_S, cell.patience.calm_s).pixels(box)
        sitting.chart_s = time.monotonic() - begun
        if is_charts(cell, sitting, page) or sitting.chart_s > cell.patience.chart_s:
            return page


def is_charts(cell: Cell, sitting: Sitting, page: Pixels) -> bool:
    """True when this is another page than Today, with a chart where one can be had."""
    if sitting.today is not None and page.shape == sitting.today.shape:
        changed = float((page != sitting.today).any(axis=2).mean())
        if changed < LEAST_CHANGE:
            return False
    return cell.outcome is Outcome.REFUSED or chart_ink(page) >= LEAST_INK


def chart_ink(page: Pixels) -> float:
    """How much is drawn in the middle of Charts, 0 to 1; while it is loaded there are two words."""
    height, width = page.shape[:2]
    return ink_in(page[height * 2 // 5 : height * 4 // 5, width // 4 : width * 19 // 20])


def _end(cell: Cell, display: Display, window: str, run: _Run) -> None:
    if cell.ending is Ending.QUIT:
        display.focus(window)
        display.press("ctrl+q")
    elif cell.ending is Ending.CLOSE:
        display.close(window)
    elif cell.ending is Ending.SCREEN:
        display.unplug()
    elif cell.ending is Ending.TERMINAL and run.terminal is not None:
        run.terminal.close()
    else:
        run.process.send_signal(_SIGNALS[cell.ending])
