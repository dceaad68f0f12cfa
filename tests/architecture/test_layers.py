"""The layers of the house: the contracts of pyproject.toml, and that only the window needs Qt."""

import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

WITHOUT_QT = (
    *("domain", "paths", "words", "style", "logs", "texts", "storage", "formats", "charts"),
    *("reports", "services", "cli"),
)

IMPORT_ALL = """
import importlib, pkgutil, sys
sys.modules["PySide6"] = None
sys.modules["shiboken6"] = None
names = []
for part in sys.argv[1:]:
    module = importlib.import_module(f"diary.{part}")
    names.append(module.__name__)
    for found in pkgutil.walk_packages(getattr(module, "__path__", ()), f"{module.__name__}."):
        importlib.import_module(found.name)
        names.append(found.name)
print(*names)
"""
LIST_HEAVY = 'print("heavy:", *sorted({"numpy", "matplotlib", "sqlalchemy"} & set(sys.modules)))'


def exists(part: str) -> bool:
    return (ROOT / "diary" / part / "__init__.py").exists() or (
        ROOT / "diary" / f"{part}.py"
    ).exists()


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_contracts_are_kept() -> None:
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = python("-c", lint, "--no-logo", "--no-cache")
    assert done.returncode == 0, done.stdout + done.stderr


def test_everything_but_the_window_imports_without_qt() -> None:
    parts = [part for part in WITHOUT_QT if exists(part)]
    done = python("-W", "error", "-c", IMPORT_ALL, *parts)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split()) >= len(parts)


@pytest.mark.parametrize("part", ["domain", "services", "cli"])
def test_the_command_line_starts_light(part: str) -> None:
    """Each of these costs more than a listing takes."""
    if not exists(part):
        pytest.fail(f"diary/{part} is gone; this test must follow it")
    done = python("-c", IMPORT_ALL + LIST_HEAVY, part)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "heavy:"
