"""A screen in memory with one person at it: keys go in, pictures come out."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from tests.surroundings.cell import Screen
from tests.surroundings.close_button import ask_to_close
from tests.surroundings.picture import Box, Dump

# Seconds between two looks.
LOOK_S = 0.05
NEEDED = ("Xvfb", "xdotool")


def missing_tools() -> str:
    """Why no sitting can be held here; empty when it can."""
    absent = [name for name in NEEDED if shutil.which(name) is None]
    return f"{' and '.join(absent)} not installed" if absent else ""


def rest(seconds: float) -> None:
    """Let another program go on; nothing tells when its screen changes."""
    threading.Event().wait(seconds)


def waited_for(is_so: Callable[[], bool], seconds: float) -> bool:
    """Look until it is so; False when it is not within these seconds."""
    until = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > until:
            return False
        rest(LOOK_S)
    return True


class Display:
    """An Xvfb of its own, with xdotool as hands and its memory as eyes."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self.size = screen.sizes[0]
        reading, writing = os.pipe()
        words = ["Xvfb", "-displayfd", str(writing), "-fbdir", str(folder), "-nolisten", "tcp"]
        # Between two looks of xdotool nobody may be connected.
        words += ["-noreset"]
        for number, (width, height) in enumerate(screen.sizes):
            words += ["-screen", str(number), f"{width}x{height}x{screen.depth}"]
        words += ["+xinerama"] if len(screen.sizes) > 1 else []
        self._server = subprocess.Popen(
            words, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(writing)
        with os.fdopen(reading) as said:
            self.name = f":{said.readline().strip()}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.unplug()

    def unplug(self) -> None:
        """End the server at once."""
        self._server.kill()
        self._server.wait()

    def window(self, title: str) -> str:
        """The number of a shown window whose title begins so; empty when there is none."""
        found = self._do("search", "--onlyvisible", "--name", f"^{title}")
        return found.split()[-1] if found else ""

    def box(self, window: str) -> Box:
        """Where a window is."""
        lines = self._do("getwindowgeometry", "--shell", window).splitlines()
        values = dict(line.split("=", 1) for line in lines if "=" in line)
        left, top = int(values["X"]), int(values["Y"])
        return Box(left, top, left + int(values["WIDTH"]), top + int(values["HEIGHT"]))

    def focus(self, window: str) -> None:
        """Give the keyboard to a window, as a window manager does."""
        self._do("windowfocus", window)

    def press(self, keys: str) -> None:
        """Press keys where the focus is."""
        self._do("key", keys)

    def close(self, window: str) -> None:
        """Ask a window to close, as the button does that a window manager puts there."""
        ask_to_close(self.name, int(window))

    def look(self) -> Dump:
        """What is on the first screen."""
        return Dump(self._folder / "Xvfb_screen0")

    def changes(self, before: Dump, box: Box) -> bool:
        """True when a part of the screen is not any more what it was."""
        return not np.array_equal(self.look().numbers(box), before.numbers(box))

    def still(self, box: Box, rest_s: float, most_s: float) -> Dump:
        """What has not changed for so long, or the last look when time is up."""
        until = time.monotonic() + most_s
        last, since = self.look(), time.monotonic()
        while time.monotonic() < until and time.monotonic() - since < rest_s:
            rest(LOOK_S)
            present = self.look()
            if not np.array_equal(present.numbers(box), last.numbers(box)):
                last, since = present, time.monotonic()
        return last

    def _do(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env={"PATH": os.environ["PATH"], "DISPLAY": self.name, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        return done.stdout
