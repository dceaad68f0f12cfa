"""The wheel: what is installed runs without the checkout."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: de\\n"

msgid "Today"
msgstr "Heute"
"""
READ_BACK = """
from diary import paths, words
words.install("de")
print(paths.resource_path().parent == paths.Path(paths.__file__).parent, words._("Today"))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the checkout that has one more translation."""
    copy = tmp_path_factory.mktemp("copy") / "knee log"
    copy.mkdir()
    for name in ("diary", "packaging", "resources"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (ROOT / "pyproject.toml", ROOT / "LICENSE", *ROOT.glob("*.md")):
        shutil.copy(path, copy)
    catalogue = copy / "resources/translations/de/LC_MESSAGES/kneelog.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(CATALOGUE)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "dist"],
        cwd=copy,
        capture_output=True,
        check=True,
    )
    (built,) = (copy / "dist").glob("*.whl")
    return built


def test_the_wheel_holds_the_program_and_its_resources(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        entry = archive.read(next(n for n in names if n.endswith("entry_points.txt"))).decode()
    assert "kneelog = diary.__main__:main" in entry
    shipped = {n.removeprefix("diary/resources/") for n in names if "/resources/" in n}
    in_checkout = {
        path.relative_to(ROOT / "resources").as_posix()
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and path.suffix not in {".po", ".pot", ".mo"}
    }
    assert shipped == in_checkout | {"translations/de/LC_MESSAGES/kneelog.mo"}
    assert not [n for n in names if n.startswith(("tests", "packaging"))]


def test_what_is_installed_finds_its_resources_and_translations(
    wheel: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", READ_BACK], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["True", "Heute"]
