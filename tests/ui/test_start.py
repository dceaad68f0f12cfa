"""What the first paint of the window waits for, seen from a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import a_day, a_diary, a_run
from tests.ui.house import fill

# Each of these takes milliseconds that nobody needs before the window is on the screen.
NEEDED_LATER = (
    "argparse",
    "html.entities",
    "matplotlib",
    "numpy",
    "sqlalchemy",
    "diary.cli",
    "diary.charts.painter",
    "diary.domain.backup",
    "diary.domain.bin",
    "diary.domain.rules.engine",
    "diary.domain.rules.findings",
    "diary.storage.store",
    "diary.storage.tables",
    "diary.texts.problems",
    "diary.texts.reminders",
    "diary.texts.settings",
    "diary.ui.dialogs.go_to_date",
    "diary.ui.dialogs.help_dialog",
    "diary.ui.main_window.later_parts",
    "diary.ui.preferences",
    "diary.ui.widgets.calendar",
    "diary.ui.widgets.toast",
)
PAINT = """
import json, sys
from pathlib import Path
from diary.bootstrap.window import window_parts
parts = window_parts(Path(sys.argv[1]))
from diary.ui.application import show_window
window = show_window(parts)
window.grab()
print(json.dumps(sorted(sys.modules)))
import os
sys.stdout.flush()
os._exit(0)
"""
WRONG_CALLS = """
import diary.ui
from PySide6.QtWidgets import QApplication, QWidget
import builtins, sys
assert builtins.__import__.__module__ == builtins.compile.__module__ == "builtins"
app = QApplication([])
late = sys.modules["shibokensupport.signature.lib.pyi_generator"]
assert "generate_pyi" not in vars(late)
said = []
for wrong in (lambda: QWidget().resize("a", {}), lambda: QWidget(nothing=1)):
    try:
        wrong()
    except (TypeError, AttributeError) as error:
        said.append(str(error))
assert "Supported signatures" in said[0] and "QSize" in said[0], said
assert "nothing" in said[1], said
assert callable(late.generate_pyi)
"""


def run(code: str, folder: Path, *arguments: str) -> str:
    """What a Python process prints, with every folder of the person in `folder`."""
    own = {name: str(folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=os.environ | own | {"QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(folder)},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The names of the modules that are loaded when the window is painted."""
    folder = tmp_path_factory.mktemp("start")
    fill(folder / "Knees.sqlite3", a_diary(days=[a_day(left=3)], runs=[a_run()]))
    return frozenset(json.loads(run(PAINT, folder, str(folder / "Knees.sqlite3"))))


@pytest.mark.parametrize("name", NEEDED_LATER)
def test_the_first_paint_does_not_wait_for(loaded: frozenset[str], name: str) -> None:
    assert name not in loaded


def test_qt_still_says_what_was_wrong_with_a_call(tmp_path: Path) -> None:
    run(WRONG_CALLS, tmp_path)
