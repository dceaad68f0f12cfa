"""What `make run` does once everything is installed.

The one rule: whatever the machine has, something is shown. With a screen the window opens on the
person's own diary. Without one an example diary is made in a folder of its own and every page of
the window is drawn into pictures there; the person's own diary is not touched.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = [sys.executable, "-m", "diary"]
EXAMPLE_FILES = ("resources/sample/morning_run.fit", "resources/sample/trail_run.gpx")
# Qt ends the whole process when it cannot open the screen, so a child tries.
PROBE = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
PROBE_SECONDS = 20
# Platforms of Qt that draw nothing a person sees.
UNSEEN_PLATFORMS = ("offscreen", "minimal", "vnc")


def why_no_screen() -> str | None:
    """Return why no window can be shown, or None when one can."""
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in UNSEEN_PLATFORMS:
        return "QT_QPA_PLATFORM asks for drawing into memory."
    if not sys.platform.startswith("linux"):
        return None
    if not (os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")):
        return "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)."
    try:
        probe = subprocess.run(
            [sys.executable, "-c", PROBE],
            capture_output=True,
            text=True,
            timeout=PROBE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "The screen did not answer within " + str(PROBE_SECONDS) + " seconds."
    if probe.returncode == 0:
        return None
    words = [line for line in probe.stderr.splitlines() if line.strip()]
    return "The screen cannot be used" + (": " + words[0] if words else ".")


def step(what: str, *command: str, surroundings: dict[str, str]) -> None:
    """Run one command of the program; ends with its status when that is not 0."""
    print(what, flush=True)
    done = subprocess.run([*PROGRAM, *command], cwd=ROOT, env=surroundings, check=False)
    if done.returncode:
        print("That ended with status " + str(done.returncode) + ".", file=sys.stderr)
        sys.exit(done.returncode)


def show_example() -> None:
    """Make an example diary, read two files into it, list its reminders, and draw the window."""
    folder = Path(tempfile.mkdtemp(prefix="kneelog-example-"))
    diary, pictures = folder / "example.sqlite3", folder / "pictures"
    surroundings = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        surroundings[name] = str(folder / "profile" / name.split("_")[1].lower())
    on_example = ("--diary", str(diary))
    step("Making an example diary.", *on_example, "sample", surroundings=surroundings)
    step(
        "Importing two runs from files.",
        *on_example,
        "import",
        *EXAMPLE_FILES,
        surroundings=surroundings,
    )
    step("Open reminders:", *on_example, "reminders", surroundings=surroundings)
    step(
        "Drawing every page of the window.",
        *on_example,
        "shots",
        "--out",
        str(pictures),
        surroundings=surroundings,
    )
    print("The diary and the pictures are in " + str(folder) + ".")


def main() -> int:
    """Open the window, or show the example where there is no screen."""
    reason = why_no_screen()
    if reason is None:
        os.chdir(ROOT)
        os.execv(sys.executable, [*PROGRAM, *sys.argv[1:]])  # noqa: S606 - becomes the program
    print(reason + " The same job is done on an example diary instead.", flush=True)
    show_example()
    return 0


if __name__ == "__main__":
    sys.exit(main())
