"""A browser for tests of the page: headless Chromium with a folder of its own, which meets nobody.

Every name of a host is unknown to it, so that it stays by itself whatever a page wants.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
needs_browser = pytest.mark.skipif(not CHROMIUM, reason="no Chromium here (apt: chromium)")
_SECONDS = 60
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-default-apps", "--disable-extensions", "--host-resolver-rules=MAP * ~NOTFOUND"),
)


class Visit(NamedTuple):
    """What came of opening a page: its elements as text, what was asked for, what was said."""

    dom: str
    asked: frozenset[str]
    console: tuple[str, ...]


def visited(page: Path, folder: Path) -> Visit:
    """Open a page and wait until nothing more happens."""
    log = folder / "net.json"
    done = _run(
        folder,
        "--enable-logging=stderr",
        f"--log-net-log={log}",
        "--net-log-capture-mode=Everything",
        "--virtual-time-budget=2000",
        "--dump-dom",
        page.as_uri(),
    )
    console = tuple(line for line in done.stderr.splitlines() if "CONSOLE" in line)
    return Visit(done.stdout, _asked(log), console)


def _asked(log: Path) -> frozenset[str]:
    """Every address anything asked for that is not the browser's maker's."""
    events = json.loads(log.read_text(encoding="utf-8", errors="replace"))["events"]
    said = [event.get("params") or {} for event in events]
    found = {str(each[key]) for each in said for key in ("url", "host") if key in each}
    ours = ("google.com", "googleapis.com", "gstatic.com", "~notfound", "file://", "data:")
    return frozenset(each for each in found if not any(part in each for part in ours))


def screenshot(page: Path, folder: Path, size: tuple[int, int], *, is_dark: bool = False) -> bytes:
    """The page as PNG."""
    picture = folder / "page.png"
    dark = ("--blink-settings=preferredColorScheme=0",) if is_dark else ()
    width, height = size
    _run(
        folder,
        *dark,
        "--force-device-scale-factor=1",
        f"--window-size={width},{height}",
        f"--screenshot={picture}",
        page.as_uri(),
    )
    return picture.read_bytes()


def printed(page: Path, folder: Path) -> Path:
    """The page as PDF."""
    file = folder / "page.pdf"
    _run(folder, "--no-pdf-header-footer", f"--print-to-pdf={file}", page.as_uri())
    return file


def _run(folder: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    profile = folder / "profile"
    command = [CHROMIUM, *_FLAGS, f"--user-data-dir={profile}", *flags]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=_SECONDS, check=True, errors="replace"
    )
