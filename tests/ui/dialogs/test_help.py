"""The help as a reader uses it: pages, contents, finding, links, the way back, copying."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from diary.domain import errors
from diary.domain.errors import BackupFailedError, BackupFault, DiaryUnwritableError, FileFault
from diary.domain.person import Contact, ContactKind, Person
from diary.domain.rules.findings import Rule
from diary.domain.settings import THRESHOLDS, DistanceUnit, Settings
from diary.paths import resource_path
from diary.texts.help import (
    TOPICS,
    help_markdown,
    help_paragraphs,
    help_title,
    section_key,
    setting_values,
)
from diary.texts.numbers import Formats
from diary.ui.dialogs.help_dialog import HelpDialog, HelpPage
from diary.ui.main_window.window_help import (
    WindowHelp,
    help_section,
    keys_markdown,
    show_files_help,
)
from diary.ui.theme import ThemeName
from tests.builders import a_diary
from tests.ui.conftest import Build
from tests.ui.house import House, cut_off
from tests.ui.tree import dump, unnamed

ERRORS = [
    *(
        kind("/x/My knees.sqlite3")
        for kind in errors.DiaryFileError.__subclasses__()
        if kind is not errors.DiaryNewerError
    ),
    errors.DiaryNewerError("/x", 3, 2),
    *(DiaryUnwritableError("/x", fault=fault) for fault in FileFault),
    *(BackupFailedError(fault, "/x") for fault in BackupFault),
]
# The section of "numbers" that explains a rule, by the rule's id.
RULE_SECTIONS = {
    "R-WORSE": "knee-pain-is-rising",
    "R-WATCH": "a-little-above-your-usual",
    "R-PERSIST": "pain-that-stays",
    "R-RECUR": "pain-back-after-rest",
    "U1": "signs-that-ask-for-help",
    "U2": "signs-that-ask-for-help",
    "R-SWELL": "swelling-and-locking-that-stay",
    "R-LOCK": "swelling-and-locking-that-stay",
    "R-SHARP": "sharp-pain-inside",
    "R-NIGHT": "pain-at-night",
    "R-GIVEWAY": "giving-way",
    "R-RESP": "a-run-that-was-too-much",
    "R-NEXTDAY": "not-settled-by-morning",
    "R-SKIP": "skipped-and-shortened-runs",
    "R-SPIKE": "a-much-longer-run",
    "R-LAYOFF": "back-after-a-break",
    "R-REST": "rest-days",
    "R-STRENGTH": "strength-sessions",
    "R-PLATEAU": "a-plan-without-change",
    "R-CADENCE": "steps-a-minute",
    "R-SHOE": "shoes",
    "R-FEAR": "held-back-for-worry",
    "R-GAP": "notes-about-the-diary",
    "R-VISIT": "notes-about-the-diary",
    "R-BACKUP": "notes-about-the-diary",
}
WRITTEN = [topic for topic in TOPICS if topic != "shortcuts"]
OF_SETTINGS = {**setting_values(Settings(), Formats()), "version": "1"}


@pytest.fixture
def house(build: Build) -> House:
    return build(a_diary())


def a_page(house: House, qtbot: QtBot, topic: str, section: str = "") -> HelpDialog:
    found = house.window.findChild(WindowHelp)
    assert isinstance(found, WindowHelp)
    found.show(topic, section)
    dialog = QApplication.activeModalWidget() or house.window.findChild(HelpDialog)
    assert isinstance(dialog, HelpDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def shown_top(dialog: HelpDialog) -> list[str]:
    """The first blocks in sight."""
    browser = dialog.browser
    block = browser.cursorForPosition(browser.viewport().rect().topLeft()).block()
    return [block.text(), block.next().text(), block.next().next().text()]


def contents(dialog: HelpDialog) -> list[str]:
    rows = dialog.contents.list
    return [rows.item(row).text().strip() for row in range(rows.count())]


# ---- what is written ------------------------------------------------------------------------


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: repr(error)[:60])
def test_every_fault_has_its_section(error: Exception) -> None:
    if isinstance(error, errors.DiaryExistsError):
        assert not help_section(error)
        return
    assert help_section(error) in sections_of("files")


def sections_of(topic: str) -> set[str]:
    text = help_markdown(topic, OF_SETTINGS)
    return {section_key(found) for found in re.findall(r"^##+ (.+)$", text, re.MULTILINE)}


def test_other_errors_have_none() -> None:
    assert not help_section(ValueError("x"))
    assert not help_section(None)


def test_a_section_is_named_by_its_heading() -> None:
    assert section_key("Moved, replaced or deleted") == "moved-replaced-or-deleted"


def test_every_number_of_the_rules_is_explained() -> None:
    text = resource_path("help", "numbers.md").read_text(encoding="utf-8")
    named = {name.removesuffix("_n") for name in re.findall(r"\{(\w+)\}", text)}
    assert set(THRESHOLDS) - named == set()


def test_every_rule_there_is_has_its_section() -> None:
    assert {rule.value for rule in Rule} == set(RULE_SECTIONS)
    assert set(RULE_SECTIONS.values()) <= sections_of("numbers")


@pytest.mark.parametrize("section", sorted(set(RULE_SECTIONS.values())))
def test_every_rule_has_an_example_and_says_what_it_does_not_know(section: str) -> None:
    text = help_markdown("numbers", OF_SETTINGS)
    found = re.split(r"^##+ ", text, flags=re.MULTILINE)
    parts = {section_key(part.splitlines()[0]): part for part in found}
    part = parts[section]
    assert "Example" in part
    assert re.search(r"not know|know only|leaves out", part), part


def test_the_numbers_are_those_in_use() -> None:
    settings = Settings(worse_act=1.75, shoe_warn_days=30, worse_watch=None)
    text = help_markdown("numbers", setting_values(settings, Formats()))
    assert "at least **1.75 points** above usual" in text
    assert "within 30 days" in text
    assert "from off above usual" in text
    assert "{" not in text


def test_limits_of_shoes_are_round_in_miles() -> None:
    settings = Settings(distance_unit=DistanceUnit.MI)
    text = help_markdown("numbers", setting_values(settings, Formats(unit=DistanceUnit.MI)))
    assert "daily trainer 400 mi" in text


@pytest.mark.parametrize("topic", WRITTEN)
def test_links_lead_to_pages_and_nowhere_else(topic: str) -> None:
    text = help_markdown(topic, OF_SETTINGS)
    for target in re.findall(r"\]\(([^)]*)\)", text):
        page, _mark, section = target.partition("#")
        assert page in TOPICS, target
        assert not section or section in sections_of(page)
    assert "http" not in text


@pytest.mark.parametrize("topic", WRITTEN)
def test_the_words_are_those_of_the_house(topic: str) -> None:
    text = help_markdown(topic, OF_SETTINGS).casefold()
    text = text.replace("synced folder", "").replace("not a diagnosis", "").replace("diagnose", "")
    for word in ("injury", "patient", "compliance", "streak", "abnormal", "sync", "you should"):
        assert word not in text, word
    assert "!" not in text


def test_a_page_can_be_shown_elsewhere_as_plain_paragraphs() -> None:
    found = help_paragraphs("get_help")
    assert found[0].startswith("This diary cannot tell")
    assert "\N{BULLET} It looks out of shape." in found
    assert "Worth a call this week" in found
    assert not any(mark in text for text in found for mark in ("**", "#", "]("))


# ---- reading --------------------------------------------------------------------------------


def test_the_page_opens_at_a_section(house: House, qtbot: QtBot) -> None:
    dialog = a_page(house, qtbot, "files", "a-synced-folder")
    qtbot.waitUntil(lambda: "A synced folder" in shown_top(dialog))
    dialog.close()


@pytest.mark.parametrize("topic", TOPICS)
def test_the_pages_are_shown_as_text(house: House, qtbot: QtBot, topic: str) -> None:
    dialog = a_page(house, qtbot, topic)
    text = dialog.browser.toPlainText()
    assert "**" not in text
    assert "##" not in text
    assert "{" not in text
    assert not unnamed(dump(dialog))
    dialog.close()


def test_the_contents_lead_to_pages_and_sections_and_back_leads_back(
    house: House, qtbot: QtBot
) -> None:
    dialog = a_page(house, qtbot, "help")
    assert not dialog.back_button.isEnabled()
    assert [help_title(topic) for topic in TOPICS] == [
        text for text in contents(dialog) if text in {help_title(topic) for topic in TOPICS}
    ]
    dialog.contents.list.setFocus()
    row = contents(dialog).index(help_title("numbers"))
    dialog.contents.list.setCurrentRow(row)
    assert dialog.topic == "numbers"
    dialog.contents.list.setCurrentRow(contents(dialog).index("Shoes"))
    qtbot.waitUntil(lambda: "Shoes" in shown_top(dialog))
    dialog.back_button.click()
    assert dialog.topic == "numbers"
    qtbot.keyClick(dialog.contents.list, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert dialog.topic == "help"
    assert not dialog.back_button.isEnabled()
    dialog.close()


def test_a_link_goes_to_another_page_and_an_odd_one_nowhere(house: House, qtbot: QtBot) -> None:
    dialog = a_page(house, qtbot, "help")
    dialog.browser.anchorClicked.emit(QUrl("numbers#shoes"))
    assert dialog.topic == "numbers"
    dialog.browser.anchorClicked.emit(QUrl("https://example.org/x"))
    assert dialog.topic == "numbers"
    dialog.close()


def test_finding_leaves_the_pages_that_have_the_words(house: House, qtbot: QtBot) -> None:
    dialog = a_page(house, qtbot, "help")
    dialog.contents.find_field.setText("Esculier")
    assert dialog.contents.titles() == [help_title("numbers")]
    assert dialog.topic == "numbers"
    assert dialog.browser.textCursor().selectedText() == "Esculier"
    found = dialog.findChild(QLabel, "help.found")
    assert isinstance(found, QLabel)
    assert found.text() == "1 place in 1 page"
    dialog.contents.find_field.setText("zzz")
    assert found.text() == "The help has no “zzz”."
    assert dialog.contents.titles() == []
    dialog.contents.find_field.clear()
    assert len(dialog.contents.titles()) == len(TOPICS)
    dialog.close()


def test_enter_goes_on_to_the_next_place_and_the_next_page(house: House, qtbot: QtBot) -> None:
    dialog = a_page(house, qtbot, "help")
    dialog.contents.find_field.setFocus()
    qtbot.keyClicks(dialog.contents.find_field, "second backup folder")
    pages = [dialog.topic]
    for _time in range(12):
        qtbot.keyClick(dialog.contents.find_field, Qt.Key.Key_Return)
        assert dialog.browser.textCursor().selectedText().casefold() == "second backup folder"
        pages.append(dialog.topic)
    assert {"where_data", "files"} <= set(pages)
    assert dialog.isVisible()
    dialog.close()


def test_copy_takes_the_selection_or_the_whole_page(house: House, qtbot: QtBot) -> None:
    dialog = a_page(house, qtbot, "where_data")
    dialog.copy_button.click()
    board = QGuiApplication.clipboard()
    assert str(house.path) in board.text()
    assert "Moving to a new computer" in board.text()
    dialog.browser.find("owner-only")
    dialog.copy_button.click()
    assert board.text() == "owner-only"
    dialog.close()


def test_lines_are_no_longer_than_can_be_read(house: House, qtbot: QtBot) -> None:
    dialog = a_page(house, qtbot, "numbers")
    dialog.resize(1900, 700)
    width = dialog.browser.fontMetrics().averageCharWidth() * 75
    assert dialog.browser.document().textWidth() <= width + 1
    assert not dialog.browser.horizontalScrollBar().isVisible()
    dialog.close()


def test_headings_grow_with_the_text(
    house: House, qtbot: QtBot, plain_look: Callable[[ThemeName, int], None]
) -> None:
    dialog = a_page(house, qtbot, "numbers")

    def size_of_title() -> float:
        block = dialog.browser.document().begin()
        return block.begin().fragment().charFormat().font().pointSizeF()

    usual, body = size_of_title(), dialog.browser.document().defaultFont().pointSizeF()
    assert usual == pytest.approx(body * 1.5)
    plain_look("dark", 200)
    assert size_of_title() == pytest.approx(usual * 2)
    dialog.close()


@pytest.mark.parametrize("width", [720, 1000, 1280])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off(
    house: House,
    qtbot: QtBot,
    plain_look: Callable[[ThemeName, int], None],
    width: int,
    percent: int,
) -> None:
    plain_look("contrast", percent)
    dialog = a_page(house, qtbot, "where_data")
    dialog.resize(width, 700)
    assert dialog.width() == width
    assert not cut_off(dialog)
    assert not dialog.browser.horizontalScrollBar().isVisible()
    is_compact = not dialog.contents.list.isVisible()
    assert is_compact == dialog.contents.choice.isVisible()
    dialog.close()


# ---- what stands above a page ---------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["/x/<b>y</b>.sqlite3", "# one", "[two](files)", "a*b*c_d_ `e` | f", "- g", "1. h"]
)
def test_what_comes_from_people_is_shown_letter_by_letter(qtbot: QtBot, text: str) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    page = HelpPage("x", "# x\n\ny", [("Diary", text)])
    dialog = HelpDialog({"where_data": lambda: page}, "where_data", around)
    dialog.open()
    assert dialog.browser.toPlainText().splitlines() == ["x", f"Diary: {text}", "y"]
    assert dialog.sections() == []
    dialog.close()


def test_phone_numbers_stand_above_when_to_get_help(build: Build, qtbot: QtBot) -> None:
    contacts = (
        Contact(ContactKind.PT, "M. <i>Sand</i>", "030 1"),
        Contact(ContactKind.EMERGENCY, "", "112"),
    )
    house = build(replace(a_diary(), person=Person(contacts=contacts)))
    dialog = a_page(house, qtbot, "get_help")
    shown = dialog.browser.toPlainText().splitlines()
    assert shown[1:3] == ["My PT: M. <i>Sand</i> · 030 1", "Emergency number: 112"]
    assert not any(text.startswith("My doctor") for text in shown)
    dialog.contents.list.setCurrentRow(0)
    assert "112" not in dialog.browser.toPlainText()
    dialog.close()


def test_help_that_is_open_goes_to_the_page_that_is_asked_for(house: House, qtbot: QtBot) -> None:
    dialog = a_page(house, qtbot, "help")
    assert a_page(house, qtbot, "about") is dialog
    assert dialog.topic == "about"
    dialog.go_back()
    assert dialog.topic == "help"
    dialog.close()


def test_help_about_files_opens_over_any_window(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    around.show()
    show_files_help(around, "the-disk-is-full")
    dialog = around.findChild(HelpDialog)
    assert isinstance(dialog, HelpDialog)
    assert dialog.topics() == ["files"]
    dialog.close()


def test_the_list_of_keys_has_every_key_of_the_menus(house: House) -> None:
    text = keys_markdown().replace("\\", "")
    for key, action in house.window.menus.actions.items():
        for keys in action.shortcuts():
            assert f"{keys.toString(keys.SequenceFormat.NativeText)}" in text, key
        if action.shortcuts() and key not in {"undo", "redo"}:
            assert action.text().replace("&", "").rstrip("…") in text, key
