"""Makes a checkout ready to run: the folder .venv, the locked packages, Qt's libraries and a font.

The one rule: when everything is there it changes nothing, says nothing and is done at once.
What is missing is installed where this account may, and otherwise named with the exact command.
Written for the standard library only; an older Python gets as far as being told so.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "packaging" / "locks"
VENV = ROOT / ".venv"
STAMP = VENV / "kneelog-locks.json"
# Each lock holds all packages of those before it at the same versions.
LOCK_NAMES = ("run", "dev", "bench")
# What bench.txt has as source alone; everything else comes ready to use.
SOURCE_ONLY = "fitparse"
OLDEST, TOO_NEW = (3, 11), (3, 15)

# Library file -> Debian package. Qt needs the first list even when it draws into memory only.
ALWAYS_NEEDED = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
WINDOW_NEEDED = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libcups.so.2": "libcups2",
}
FONT_PACKAGE = "fonts-dejavu-core"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
FONT_SUFFIXES = (".ttf", ".otf", ".ttc")
# What opens the report page in tests; without any of them those tests are skipped.
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_PACKAGE = "chromium"
INSTALL = "sudo apt-get install -y --no-install-recommends "

# Settings of the person's shell that would send packages elsewhere than into .venv.
MISLEADING = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_VIRTUALENV")


class SetupStoppedError(Exception):
    """Set-up cannot go on; the text says why and what to type."""


def say(text: str) -> None:
    """Print one step."""
    print(text, flush=True)


# ---- Python -----------------------------------------------------------------------------------


def is_usable(version: tuple[int, int] | None) -> bool:
    """Tell whether Kneelog runs on this version of Python."""
    return version is not None and OLDEST <= version < TOO_NEW


def version_of(python: str | Path) -> tuple[int, int] | None:
    """Ask an interpreter for its version; None when it does not run."""
    ask = "import sys; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [str(python), "-I", "-S", "-c", ask], capture_output=True, text=True, check=True
        )
        major, minor = answer.stdout.split()
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None
    return int(major), int(minor)


def change_to_usable_python() -> None:
    """Go on in this interpreter when it is new enough, else start again in one that is."""
    if is_usable(sys.version_info[:2]):
        return
    for minor in range(OLDEST[1], TOO_NEW[1]):
        found = shutil.which("python3." + str(minor))
        if found and is_usable(version_of(found)):
            os.execv(found, [found, *sys.argv])  # noqa: S606 - the same script in a newer Python
    here = ".".join(str(part) for part in sys.version_info[:3])
    raise SetupStoppedError(
        "Kneelog needs Python 3.11 to 3.14. This is Python " + here + ", and none of python3.11 to"
        " python3.14 is on the PATH."
    )


def venv_python() -> Path:
    """Return the interpreter inside .venv."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


# ---- what the system lacks --------------------------------------------------------------------


def missing(libraries: dict[str, str]) -> dict[str, str]:
    """Return those libraries that cannot be loaded, with their packages."""
    lacking = {}
    for name, package in libraries.items():
        try:
            ctypes.CDLL(name)
        except OSError:
            lacking[name] = package
    return lacking


def has_font() -> bool:
    """Tell whether there is any font that Qt could draw with."""
    for folder in FONT_FOLDERS:
        for _, _, names in os.walk(Path(folder).expanduser()):
            if any(name.lower().endswith(FONT_SUFFIXES) for name in names):
                return True
    fc_list = shutil.which("fc-list")
    if fc_list is None:
        return False
    return bool(subprocess.run([fc_list], capture_output=True, check=False).stdout.strip())


def venv_package() -> dict[str, str]:
    """Return what Debian keeps apart from Python although making .venv needs it."""
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return {}
    default = Path("/usr/bin/python3").resolve() == Path(sys.executable).resolve()
    major, minor = sys.version_info[:2]
    return {"venv": "python3-venv" if default else f"python{major}.{minor}-venv"}


def lacking_now(*, makes_venv: bool) -> tuple[dict[str, str], dict[str, str]]:
    """Return what nothing works without, and what only a window on a screen needs."""
    needed = venv_package() if makes_venv else {}
    if not sys.platform.startswith("linux"):
        return needed, {}
    needed.update(missing(ALWAYS_NEEDED))
    if not has_font():
        needed["a font"] = FONT_PACKAGE
    return needed, missing(WINDOW_NEEDED)


def rights() -> list[str] | None:
    """Return what to put before a command to run it as root; None when this account may not."""
    if os.geteuid() == 0:
        return []
    prefix = ["sudo", "-n"]
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run([*prefix, "true"], capture_output=True, check=False)
    return prefix if asked.returncode == 0 else None


def install_with_apt(prefix: list[str], packages: list[str]) -> str:
    """Install Debian packages without asking; return apt's last words when that failed."""
    say("Installing system packages with apt: " + " ".join(packages) + ".")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    apt += ["-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"]
    install = [*apt, "install", "--no-install-recommends", *packages]
    if any(Path("/var/lib/apt/lists").glob("*_Packages*")):
        if subprocess.run(install, capture_output=True, check=False).returncode == 0:
            return ""
        say("That failed; reading the list of packages anew and trying again.")
    else:
        say("Reading the list of packages (apt-get update).")
    subprocess.run([*apt, "update"], capture_output=True, check=False)
    again = subprocess.run(install, capture_output=True, text=True, check=False)
    return last_words(again) if again.returncode else ""


def last_words(done: subprocess.CompletedProcess[str]) -> str:
    """Return the last lines that a failed program printed."""
    return "\n".join((done.stdout + done.stderr).strip().splitlines()[-6:])


def complete_system(*, makes_venv: bool) -> None:
    """Install what the system lacks, or stop with the command to type.

    What only a window needs is asked for as well but never stops a run without a screen.
    """
    needed, for_window = lacking_now(makes_venv=makes_venv)
    if not needed and not for_window:
        return
    packages = sorted({**needed, **for_window}.values())
    command = INSTALL + " ".join(packages)
    has_apt = shutil.which("apt-get") is not None
    prefix = rights() if has_apt else None
    if prefix is not None:
        trouble = install_with_apt(prefix, packages)
        needed, for_window = lacking_now(makes_venv=makes_venv)
        if trouble:
            say(trouble)
    if has_apt:
        what_to_type = "Please type this, then try again:\n  " + command
    else:
        what_to_type = "Please install them with this system's own package tool, then try again."
    if needed:
        names = ", ".join({**needed, **for_window})
        raise SetupStoppedError("Missing on this system: " + names + ".\n" + what_to_type)
    if for_window:
        say("Going on, but a window on a screen also needs: " + ", ".join(for_window) + ".")
        if has_apt:
            say("  " + command)


def complete_browser() -> None:
    """Install the browser that some tests ask for, or name the command and go on."""
    if not sys.platform.startswith("linux") or any(shutil.which(name) for name in BROWSERS):
        return
    has_apt = shutil.which("apt-get") is not None
    prefix = rights() if has_apt else None
    if prefix is not None:
        trouble = install_with_apt(prefix, [BROWSER_PACKAGE])
        if not trouble:
            return
        say(trouble)
    say("Going on; without Chromium the tests that open the report page are skipped.")
    if has_apt:
        say("  " + INSTALL + BROWSER_PACKAGE)


# ---- .venv ------------------------------------------------------------------------------------


def fingerprint(lock: Path) -> str:
    """Return the hash of a lock file."""
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def stamped() -> dict[str, str]:
    """Return which locks .venv was filled from; empty unless it was finished and still runs."""
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
        locks = dict(stamp["locks"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    version = version_of(venv_python())
    return locks if version is not None and list(version) == stamp.get("python") else {}


def make_venv() -> None:
    """Make an empty .venv in place of whatever is there."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    say("Making the virtual environment .venv with Python " + version + ".")
    command = [sys.executable, "-I", "-m", "venv", "--clear", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        raise SetupStoppedError(".venv could not be made:\n" + last_words(made))


def install(lock: Path) -> None:
    """Install the packages of a lock, each checked against its hash."""
    say("Installing the packages of " + lock.name + "; the first time takes a minute or two.")
    command = [str(venv_python()), "-I", "-m", "pip", "install", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--only-binary", ":all:", "--no-deps"]
    command += ["--no-binary", SOURCE_ONLY]
    command += ["--require-hashes", "--requirement", str(lock)]
    surroundings = {name: value for name, value in os.environ.items() if name not in MISLEADING}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)
    if done.returncode:
        raise SetupStoppedError("The packages could not be installed:\n" + last_words(done))


def fill_venv(wanted: str, locks: dict[str, str]) -> None:
    """Bring .venv to the wanted lock; the stamp goes first, so that half a job is done over."""
    STAMP.unlink(missing_ok=True)
    if not locks:
        make_venv()
    install(LOCKS / (wanted + ".txt"))
    filled = LOCK_NAMES[: LOCK_NAMES.index(wanted) + 1]
    stamp = {
        "python": list(version_of(venv_python()) or ()),
        "locks": {name: fingerprint(LOCKS / (name + ".txt")) for name in filled},
    }
    STAMP.write_text(json.dumps(stamp) + "\n", "utf-8")
    say("Ready.")


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let one set-up at a time work in this checkout; the lock ends with the process."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none
    except ImportError:
        yield
        return
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is at work in this folder; waiting for it.")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def prepare(wanted: str) -> None:
    """Make the checkout ready; wanted is the name of a lock."""
    with alone():
        locks = stamped()
        complete_system(makes_venv=not locks)
        if wanted != "run":
            complete_browser()
        if locks.get(wanted) != fingerprint(LOCKS / (wanted + ".txt")):
            fill_venv(wanted, locks)


def main() -> int:
    """Run from the command line; status 1 when something is missing that cannot be installed."""
    try:
        change_to_usable_python()
        parser = argparse.ArgumentParser(description="Make this checkout ready to run.")
        parser.add_argument("--dev", action="store_true", help="with what tests and checks need")
        parser.add_argument("--bench", action="store_true", help="and what is measured beside ours")
        given = parser.parse_args()
        prepare("bench" if given.bench else "dev" if given.dev else "run")
    except SetupStoppedError as stopped:
        print(stopped, file=sys.stderr)
        return 1
    except PermissionError as refused:
        print("This account may not write " + str(refused.filename) + ".", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
