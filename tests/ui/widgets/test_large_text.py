"""At 200 % text, and with every text two fifths longer, nothing is cut off or lies over another."""

from collections.abc import Callable
from datetime import date
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from diary import words
from diary.ui.theme import ThemeName
from diary.ui.widgets.button import push_button
from diary.ui.widgets.card import Card
from diary.ui.widgets.cell_row import Cell
from diary.ui.widgets.chip import ChoiceChip, TickChip
from diary.ui.widgets.chip_group import ChipGroup
from diary.ui.widgets.date_button import DateButton
from diary.ui.widgets.effort_scale import EffortScale
from diary.ui.widgets.fields import ChoiceRow, LineField
from diary.ui.widgets.knee_drawing import AreaBox
from diary.ui.widgets.knee_map import KneeMap
from diary.ui.widgets.pain_scale import PainScale
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.text import PlainLabel
from diary.words import _

Dress = Callable[[ThemeName, int], None]

AREAS = {
    "above": "Above the kneecap",
    "front": "Front, around or under the kneecap",
    "below": "Below the kneecap",
    "inner": "Inner side",
    "outer": "Outer side",
    "behind": "Back of the knee",
    "inside": "Deep inside",
    "all_over": "All over, hard to say",
}
SIGNS = ("Swelling", "Could not put weight on it", "Numb or cold below the knee")
PLAN = ("Yes", "Skipped, because of the knee", "Skipped, other reason")


def page() -> QWidget:
    card = Card(_("Left knee"))
    card.heading_actions.addWidget(push_button(_("Rest of this knee 0")))
    card.heading_actions.addWidget(DateButton(date(2026, 11, 20)))
    chips = ChipGroup({text: _(text) for text in SIGNS}, none_label=_("None of these"))
    field = LineField(_("Distance"), unit="km")
    field.set_error(_("Type minutes (45), minutes and seconds (45:10), or hours (1:05:00)."))
    for widget in (
        PainScale(_("Left knee"), _("This morning")),
        EffortScale(),
        chips,
        KneeMap("left", {key: _(text) for key, text in AREAS.items()}),
        ChoiceRow(_("Did you run as planned?"), {text: _(text) for text in PLAN}),
        field,
    ):
        card.body.addWidget(widget)
    return card


def assert_whole(part: QWidget) -> None:
    if isinstance(part, PlainLabel):
        assert part.wordWrap()
        assert part.height() >= part.heightForWidth(part.width()), part.text()
    elif isinstance(part, TickChip | ChoiceChip):
        assert part.width() >= part.minimumSizeHint().width()
        assert part.height() >= part.heightForWidth(part.width()), part.label
    else:
        assert part.width() >= part.sizeHint().width(), part
        assert part.height() >= part.sizeHint().height(), part


@pytest.mark.parametrize("language", ["en", "pseudo"])
@pytest.mark.parametrize("width", [720, 1280])
def test_nothing_is_cut_off(qtbot: QtBot, dress: Dress, width: int, language: str) -> None:
    dress("dark", 200)
    words.install(language)
    content = page()
    area = VerticalScroll(content)
    qtbot.addWidget(area)
    area.resize(width, 800)
    with qtbot.waitExposed(area):
        area.show()
    assert area.horizontalScrollBar().maximum() == 0
    assert area.minimumWidth() <= width
    parts: list[QWidget] = [
        part
        for kind in (PlainLabel, QAbstractButton)
        for part in content.findChildren(kind)
        if part.isVisible() and not isinstance(part, AreaBox | Cell)
    ]
    parts = [part for part in parts if not isinstance(part, PlainLabel) or part.wordWrap()]
    assert len(parts) > 12
    places = [QRect(part.mapTo(content, QPoint()), part.size()) for part in parts]
    for part, place in zip(parts, places, strict=True):
        assert_whole(part)
        assert content.rect().contains(place), part
    for one, other in combinations(places, 2):
        assert not one.intersects(other)
