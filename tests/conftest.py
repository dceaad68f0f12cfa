"""What every test gets: folders of its own in place of the person's, and a window drawn in memory.

The one rule: no test can reach the diary, the settings or the screen of whoever runs it.
"""

import gc
import os
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

_HOME = tempfile.TemporaryDirectory(prefix="kneelog-tests-")
# Says where the files of real devices are; everything else named KNEELOG_ is the person's.
_KEPT = "KNEELOG_CORPUS"


def _leave_the_person_alone(home: Path) -> None:
    for name in [name for name in os.environ if name.startswith("KNEELOG_") and name != _KEPT]:
        del os.environ[name]
    for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
        folder = home / kind.lower()
        folder.mkdir()
        os.environ[f"XDG_{kind}_HOME"] = str(folder)
    os.environ["HOME"] = str(home)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_STYLE_OVERRIDE", "QT_SCALE_FACTOR"):
        os.environ.pop(name, None)


_leave_the_person_alone(Path(_HOME.name))
# Compiled modules are kept wherever this runs: to compile all anew takes each worker a quarter of a
# minute, and a program that a test starts longer than the test itself.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Keep matplotlib's list of fonts between runs: making it takes seconds."""
    os.environ["MPLCONFIGDIR"] = str(config.rootpath / ".pytest_cache" / "matplotlib")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for forgotten objects among what tests make only: what was loaded before stays."""
    gc.disable()
    found = yield
    gc.collect()
    gc.freeze()
    gc.enable()
    return found


def pytest_unconfigure() -> None:
    """Remove the folders of the tests."""
    _HOME.cleanup()
