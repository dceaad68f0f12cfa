"""The checks of the house find nothing here, and each finds what it is there for."""

from collections.abc import Callable, Iterator

import pytest

from tests.architecture import habits, papers, sizes
from tests.architecture.house import MODULE_CHECKS, PAPER_CHECKS
from tests.architecture.source import Fault, Module, modules, parsed

LONG_FUNCTION = "def f():\n" + "    x = 1\n" * 60
WIDE_CLASS = "class A:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(21))
INSIDE = "def f():\n    from diary.storage import backup\n"

FOUND: list[tuple[Callable[[Module], Iterator[Fault]], str, str]] = [
    (sizes.oversized, "diary/a.py", LONG_FUNCTION),
    (sizes.oversized, "diary/a.py", "x = 1\n" * 401),
    (sizes.oversized, "diary/a.py", WIDE_CLASS),
    (sizes.named_for_nothing, "diary/ui/utils.py", ""),
    (sizes.named_for_nothing, "tests/helpers/a.py", ""),
    (habits.services_reach_down, "diary/services/a.py", "import diary.storage.database"),
    (habits.services_reach_down, "diary/services/a.py", "from diary import formats"),
    (
        habits.services_reach_down,
        "diary/services/a.py",
        "if TYPE_CHECKING:\n    from diary.charts.pain import draw",
    ),
    (
        habits.migrations_know_tables,
        "diary/storage/migrations/m0001_first.py",
        "from diary.storage import tables",
    ),
    (habits.domain_is_pure, "diary/domain/a.py", "import os.path"),
    (habits.domain_is_pure, "diary/domain/a.py", "today = date.today()"),
    (habits.domain_is_pure, "diary/domain/a.py", "open('x')"),
    (habits.reads_the_time, "diary/storage/a.py", "now = datetime.now(UTC)"),
    (habits.reads_the_time, "diary/ui/a.py", "day = QDate.currentDate()"),
    (habits.reads_the_time, "diary/cli/a.py", "seconds = time.time()"),
    (habits.waits, "diary/ui/a.py", "QApplication.processEvents()"),
    (habits.waits, "tests/ui/test_a.py", "qtbot.wait(10)"),
    (habits.waits, "tests/ui/test_a.py", "time.sleep(1)"),
    (habits.shows_rich_text, "diary/ui/pages/a.py", "QLabel(note)"),
    (habits.shows_rich_text, "diary/ui/pages/a.py", "QtWidgets.QLabel()"),
    (habits.shows_rich_text, "diary/ui/pages/a.py", "QMessageBox.warning(self, 'a', note)"),
    (habits.names_qt_properties, "diary/ui/a.py", "QTimer(self, interval=0)"),
    (habits.shows_untranslated, "diary/ui/a.py", "label.setText('Left knee')"),
    (habits.shows_untranslated, "diary/ui/a.py", "push_button(f'Save {name}', name='a.save')"),
    (habits.shows_untranslated, "diary/ui/a.py", "EmptyState('run', 'No runs yet')"),
    (habits.excused_without_reason, "diary/a.py", "import os  # " + "noqa"),
    (habits.excused_without_reason, "diary/a.py", "import os  # " + "noqa: F401"),
    (habits.excused_without_reason, "diary/a.py", "x = y  # " + "type: ignore[misc]"),
]

LET_THROUGH: list[tuple[Callable[[Module], Iterator[Fault]], str, str]] = [
    (sizes.oversized, "diary/a.py", "def f():\n" + "    x = 1\n" * 59),
    (sizes.named_for_nothing, "diary/ui/undo.py", ""),
    (habits.services_reach_down, "diary/services/a.py", INSIDE),
    (habits.services_reach_down, "diary/bootstrap/window.py", "from diary.storage import database"),
    (habits.domain_is_pure, "diary/domain/a.py", "from datetime import date"),
    (habits.reads_the_time, "diary/bootstrap/window.py", "now = datetime.now(UTC)"),
    (habits.reads_the_time, "diary/services/a.py", "now = self._clock.now()"),
    (habits.waits, "diary/storage/a.py", "lock.acquire()"),
    (habits.shows_rich_text, "diary/ui/widgets/text.py", "QLabel()"),
    (habits.shows_rich_text, "diary/ui/prompts.py", "QMessageBox()"),
    (habits.names_qt_properties, "diary/ui/a.py", "QTimer(self, singleShot=True)"),
    (habits.names_qt_properties, "diary/ui/a.py", "push_button('', icon_name='run')"),
    (habits.shows_untranslated, "diary/ui/a.py", "label.setText(_('Left knee'))"),
    (habits.shows_untranslated, "diary/ui/a.py", "push_button(f'{a}: {b}', name='a.save')"),
    (habits.shows_untranslated, "diary/ui/a.py", "EmptyState('run', _('No runs yet'))"),
    (habits.shows_untranslated, "diary/cli/a.py", "out.setText('Left knee')"),
    (habits.excused_without_reason, "diary/a.py", "import os  # " + "noqa: F401 - kept for users"),
    (habits.excused_without_reason, "diary/a.py", "# For users.\nimport os  # " + "noqa: F401"),
]


@pytest.mark.parametrize("check", MODULE_CHECKS, ids=lambda check: check.__name__)
def test_the_source_keeps_the_house(check: Callable[[Module], Iterator[Fault]]) -> None:
    assert not [str(fault) for module in modules() for fault in check(module)]


@pytest.mark.parametrize("check", PAPER_CHECKS, ids=lambda check: check.__name__)
def test_the_papers_keep_the_house(check: Callable[[], Iterator[Fault]]) -> None:
    assert not [str(fault) for fault in check()]


@pytest.mark.parametrize(("check", "path", "text"), FOUND)
def test_a_fault_is_found(check: Callable[[Module], Iterator[Fault]], path: str, text: str) -> None:
    assert list(check(parsed(path, text)))


@pytest.mark.parametrize(("check", "path", "text"), LET_THROUGH)
def test_what_is_allowed_is_let_through(
    check: Callable[[Module], Iterator[Fault]], path: str, text: str
) -> None:
    assert not list(check(parsed(path, text)))


def lock(*lines: str) -> str:
    return "\n".join([*papers.LOCK_HEADER, *lines])


GOOD_PIN = ("numpy==2.4.6 ; python_full_version < '3.12' \\", f"    --hash=sha256:{'0a' * 32}")


def test_a_lock_of_pins_and_hashes_is_good() -> None:
    assert not list(papers.foreign_lines("run.txt", lock(*GOOD_PIN)))


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.example/simple",
        "--extra-index-url https://packages.example/simple",
        "--find-links /srv/wheels",
        "numpy @ https://packages.example/numpy.whl \\",
        "numpy==2.4.6",
        "    # via matplotlib",
        "-e .",
    ],
)
def test_an_address_or_an_option_in_a_lock_is_found(line: str) -> None:
    assert list(papers.foreign_lines("run.txt", lock(*GOOD_PIN, line)))


def test_a_lock_that_misses_a_requirement_is_found() -> None:
    text = lock(*GOOD_PIN)
    assert not list(papers.unlocked("run.txt", text, ["numpy>=2.1"]))
    assert list(papers.unlocked("run.txt", text, ["numpy>=2.5"]))
    assert list(papers.unlocked("run.txt", text, ["SQLAlchemy>=2"]))


def test_a_command_that_does_not_exist_is_found() -> None:
    makefile = "run: prepare ## run it\n\ttrue\n"
    page = "Type `make run`, which does make sense.\n```sh\nmake install\n```\n"
    found = list(papers.unknown_commands("README.md", page, makefile))
    assert [fault.text for fault in found] == ["there is no make install"]


def test_a_file_that_does_not_exist_is_found() -> None:
    page = "See `storage/store.py`, `diary/storage/shop.py` and `GONE.md`; `make run` is no file."
    files = ["diary/storage/store.py", "README.md"]
    found = list(papers.lost_files("ARCHITECTURE.md", page, files))
    assert [fault.text for fault in found] == [
        "there is no GONE.md",
        "there is no diary/storage/shop.py",
    ]
