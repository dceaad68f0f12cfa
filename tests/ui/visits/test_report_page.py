"""The page of the visit report, seen and used as a person does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.period import ONE_DAY, Span
from diary.domain.report_choice import Paper, PersonShown
from diary.services.settings import set_person
from diary.ui.pages.report.preview import PagePicture
from diary.ui.visit_wishes import Visits
from diary.ui.visits import places
from diary.ui.visits.notes_dialog import NotesDialog
from tests.builders import a_day, a_diary
from tests.builders_visits import QuickReports
from tests.ui.house import TODAY, House, Keyboard, cut_off, focus_name
from tests.ui.tree import dump, twins, unnamed
from tests.ui.visits.report_hands import at_rest, click, opened, typed

VisitHouse = Callable[..., House]
VISIT_ON = TODAY - timedelta(20)


def dialog_of(kind: type[NotesDialog], qtbot: QtBot) -> NotesDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog


def test_it_begins_after_the_last_visit_and_names_initials(
    visit_house: VisitHouse, reports: QuickReports, qtbot: QtBot
) -> None:
    house = visit_house()
    opened(house, qtbot)
    choice = reports.asked[-1].choice
    assert choice.span == Span(VISIT_ON + ONE_DAY, TODAY + ONE_DAY)
    assert (choice.person, choice.has_start_times) == (PersonShown.INITIALS, False)
    assert house.text("report.recorded") == "20 of 20 days recorded (100 %)."
    assert focus_name() == "report.visit"


def test_every_choice_is_drawn_anew(
    visit_house: VisitHouse, reports: QuickReports, qtbot: QtBot
) -> None:
    house = visit_house()
    opened(house, qtbot)
    for name in ("report.notes", "report.painkillers", "report.start_times"):
        click(house, qtbot, name)
    click(house, qtbot, "report.paper.letter")
    choice = reports.asked[-1].choice
    assert not choice.has_notes
    assert not choice.has_painkiller_names
    assert choice.has_start_times
    assert choice.paper is Paper.LETTER


def test_ranges_and_days_of_ones_own(
    visit_house: VisitHouse, reports: QuickReports, qtbot: QtBot
) -> None:
    house = visit_house()
    page = opened(house, qtbot)
    page.controls.days.range.choice_changed.emit("2w")
    at_rest(house, qtbot)
    assert reports.asked[-1].choice.span == Span(TODAY - timedelta(13), TODAY + ONE_DAY)
    page.controls.days.last_day.date_picked.emit(TODAY - timedelta(2))
    at_rest(house, qtbot)
    assert reports.asked[-1].choice.span == Span(TODAY - timedelta(13), TODAY - ONE_DAY)
    assert page.controls.days.range.currentText() == "Chosen days"
    page.controls.days.first_day.date_picked.emit(TODAY - timedelta(4))
    at_rest(house, qtbot)
    assert len(reports.asked[-1].choice.span) == 3


def test_without_a_visit_the_days_are_four_weeks(
    visit_house: VisitHouse, reports: QuickReports, qtbot: QtBot
) -> None:
    house = visit_house(a_diary([a_day(TODAY, left=3)]))
    page = opened(house, qtbot)
    assert len(reports.asked[-1].choice.span) == 28
    assert page.controls.days.range.currentText() == "Last 4 weeks"


def test_few_days_are_said_to_be_thin(visit_house: VisitHouse, qtbot: QtBot) -> None:
    house = visit_house(a_diary([a_day(TODAY - timedelta(back), left=3) for back in range(3)]))
    opened(house, qtbot)
    assert house.text("report.thin") == "This report will be thin: 3 of 28 days have a score."


def test_days_without_entries_offer_those_with_some(
    visit_house: VisitHouse, reports: QuickReports, qtbot: QtBot
) -> None:
    last_on = TODAY - timedelta(60)
    house = visit_house(a_diary([a_day(last_on, left=3)]))
    opened(house, qtbot)
    assert not reports.asked
    assert not house.find("report.save_pdf").isEnabled()
    click(house, qtbot, "report.none.last")
    assert reports.asked[-1].choice.span == Span(last_on - timedelta(27), last_on + ONE_DAY)
    assert house.find("report.save_pdf").isEnabled()


def test_an_empty_diary_has_nothing_to_offer(visit_house: VisitHouse, qtbot: QtBot) -> None:
    house = visit_house(a_diary())
    opened(house, qtbot)
    assert house.find("report.none.last").isHidden()
    assert "print" not in house.window.current_page().commands()


def test_notes_are_looked_through_one_by_one(
    visit_house: VisitHouse, reports: QuickReports, qtbot: QtBot
) -> None:
    house = visit_house()
    opened(house, qtbot)
    button = house.find("report.look_through")
    assert isinstance(button, QPushButton)
    assert button.text() == "Look through (2 of 2)…"
    button.click()
    dialog = dialog_of(NotesDialog, qtbot)
    assert dialog.list.item(0).text().endswith("Run: Felt it downhill")
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    dialog.submit()
    at_rest(house, qtbot)
    assert reports.asked[-1].choice.left_out_notes == {"run.run-1"}
    assert button.text() == "Look through (1 of 2)…"


def test_a_report_that_cannot_be_drawn_is_told(
    visit_house: VisitHouse, reports: QuickReports, qtbot: QtBot
) -> None:
    house = visit_house()
    reports.error = RuntimeError("no fonts")
    opened(house, qtbot)
    assert "RuntimeError" in house.text("report.state")
    reports.error = None
    click(house, qtbot, "report.notes")
    assert house.text("report.state") == ""


def test_the_pdf_is_saved_under_a_name_that_names_nobody(
    visit_house: VisitHouse, tmp_path: Path, qtbot: QtBot
) -> None:
    house = visit_house()
    opened(house, qtbot)
    click(house, qtbot, "report.save_pdf")
    click(house, qtbot, "report.save_page")
    names = sorted(path.name for path in tmp_path.glob("knee-diary-*"))
    stem = "knee-diary-2026-11-01_2026-11-20"
    assert names == [f"{stem}.html", f"{stem}.pdf"]
    assert house.prompts.asked == ["Save report", "Save page for a browser"]


def test_a_place_that_is_none_is_told_until_something_is_saved(
    visit_house: VisitHouse, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "documents", lambda: tmp_path / "none")
    house = visit_house()
    opened(house, qtbot)
    click(house, qtbot, "report.save_pdf")
    strip = house.find("report.unsaved")
    assert not strip.isHidden()
    said = strip.accessibleName()
    assert f"There is no folder {tmp_path / 'none'}. Nothing was saved." in said
    assert "Choose another folder." in said
    assert "not found" not in said
    monkeypatch.setattr(places, "documents", lambda: tmp_path)
    click(house, qtbot, "report.save_page")
    assert strip.isHidden()


def test_the_choices_stand_beside_the_pages_and_can_be_folded_away(
    visit_house: VisitHouse, qtbot: QtBot
) -> None:
    house = visit_house()
    page = opened(house, qtbot)
    first, second = page.preview.pages
    view = page.scroll_area.viewport()
    for picture in (first, second):
        bottom = picture.mapTo(view, picture.rect().bottomLeft()).y()
        assert bottom <= view.height()
    wide = first.width()
    click(house, qtbot, "report.choices")
    assert not page.controls.isVisible()
    assert page.controls.visit not in page.tab_stops()
    assert first.width() > wide
    assert house.context.ui_state.get("report.choices", True) is False
    click(house, qtbot, "report.choices")
    assert page.controls.isVisible()


def test_what_is_being_drawn_is_said_without_moving_the_pages(
    visit_house: VisitHouse, qtbot: QtBot
) -> None:
    house = visit_house(size=(720, 800))
    page = opened(house, qtbot)
    before = page.preview.pages[0].mapTo(page, QPoint()).y()
    page.preview.say("Drawing the pages…")
    at_rest(house, qtbot)
    assert page.preview.pages[0].mapTo(page, QPoint()).y() == before


def test_what_moves_by_itself_is_told_in_words(visit_house: VisitHouse, qtbot: QtBot) -> None:
    house = visit_house()
    page = opened(house, qtbot)

    def seen() -> list[str]:
        return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]

    page.controls.days.last_day.date_picked.emit(VISIT_ON - timedelta(3))
    at_rest(house, qtbot)
    assert any(text.startswith("The first day moved to") for text in seen())
    page.controls.days.range.choice_changed.emit("4w")
    at_rest(house, qtbot)
    assert not any(text.startswith("The first day moved to") for text in seen())
    click(house, qtbot, "report.knee.left")
    assert "The report needs a knee: the other one is ticked now." in seen()
    page.controls.visit.date_picked.emit(TODAY - timedelta(2))
    at_rest(house, qtbot)
    assert "That day is over. The report does not name it." in seen()


def test_a_full_name_leaves_only_after_a_question(
    visit_house: VisitHouse, reports: QuickReports, tmp_path: Path, qtbot: QtBot
) -> None:
    house = visit_house()
    page = opened(house, qtbot)
    page.controls.person.choice_changed.emit(PersonShown.NAME)
    at_rest(house, qtbot)
    for answer, count in (("keep", 0), ("do", 1)):
        click(house, qtbot, "report.save_pdf")
        question = QApplication.activeModalWidget()
        assert question is not None
        assert question.objectName() == "export.names"
        button = question.findChild(QPushButton, f"export.names.{answer}")
        assert isinstance(button, QPushButton)
        button.click()
        at_rest(house, qtbot)
        assert len(list(tmp_path.glob("*.pdf"))) == count
    assert reports.asked[-1].choice.person is PersonShown.NAME


def test_choices_are_remembered_but_no_words_and_no_name(
    visit_house: VisitHouse, tmp_path: Path, qtbot: QtBot
) -> None:
    house = visit_house()
    page = opened(house, qtbot)
    typed(house, "report.question.1.edit", "Hills again?")
    click(house, qtbot, "report.paper.letter")
    click(house, qtbot, "report.start_times")
    page.controls.person.choice_changed.emit(PersonShown.NAME)
    state = house.context.ui_state
    again = Visits().wish(state)
    assert (again.paper, again.has_start_times) == (Paper.LETTER, True)
    assert again.person is PersonShown.INITIALS
    assert again.range_key == "visit"
    kept = "".join(path.read_text() for path in tmp_path.glob("*.ini"))
    assert "Hills" not in kept
    assert "Keller" not in kept


def test_the_last_knee_gives_way_to_the_other(
    visit_house: VisitHouse, reports: QuickReports, qtbot: QtBot
) -> None:
    house = visit_house()
    opened(house, qtbot)
    click(house, qtbot, "report.knee.left")
    assert [str(knee) for knee in reports.asked[-1].choice.knees] == ["right"]
    house.window.menus.actions["left_knee"].trigger()
    at_rest(house, qtbot)
    assert len(reports.asked[-1].choice.knees) == 2


def test_ctrl_p_asks_for_a_printer_and_prints_two_pages(
    visit_house: VisitHouse, tmp_path: Path, qtbot: QtBot, reports: QuickReports
) -> None:
    house = visit_house()
    page = opened(house, qtbot)
    house.window.menus.actions["print"].trigger()
    dialog = page.findChild(QWidget, "report.print_dialog")
    assert isinstance(dialog, QWidget)
    dialog.close()
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page.leaving.print_on(printer, page.asked())
    at_rest(house, qtbot)
    assert (tmp_path / "printed.pdf").read_bytes().count(b"/Type /Page\n") == 2
    assert len(reports.asked) == 2


def test_page_up_and_down_on_a_page_scroll(
    visit_house: VisitHouse, qtbot: QtBot, keys: Keyboard
) -> None:
    house = visit_house(size=(1000, 600))
    page = opened(house, qtbot)
    bar = page.scroll_area.verticalScrollBar()
    picture = page.preview.pages[0]
    assert isinstance(picture, PagePicture)
    picture.setFocus()
    before = bar.value()
    keys.press(Qt.Key.Key_PageUp)
    above = bar.value()
    assert above < before
    keys.press(Qt.Key.Key_PageDown)
    assert bar.value() > above


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", [720, 1280])
def test_nothing_is_cut_off_and_everything_has_a_name(
    visit_house: VisitHouse,
    qtbot: QtBot,
    plain_look: Callable[..., None],
    percent: int,
    width: int,
) -> None:
    plain_look("light", percent)
    diary = visit_house(size=(width, 800))
    page = opened(diary, qtbot)
    page.own_words.show_folded(is_open=True)
    at_rest(diary, qtbot)
    assert not cut_off(diary.window)
    nodes = dump(diary.window)
    assert not unnamed(nodes)
    assert not twins(nodes)
    footer = page.footer()
    assert footer.height() >= footer.heightForWidth(footer.width())


def test_a_diary_that_is_changed_elsewhere_is_drawn_anew(
    visit_house: VisitHouse, reports: QuickReports, qtbot: QtBot
) -> None:
    house = visit_house()
    opened(house, qtbot)
    before = len(reports.asked)
    person = replace(house.diary.person, goal="Trails")
    house.context.undo.push("goal", set_person(house.diary, person))
    at_rest(house, qtbot)
    assert len(reports.asked) > before
    assert reports.asked[-1].diary.person.goal == "Trails"
