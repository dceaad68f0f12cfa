"""The first thing to see of a file: the visit report's answers in one glance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from diary.reports.content_parts import SummarySection, VisitReport
from diary.services.reviewing import Reviewed, is_since_visit
from diary.texts.hand_over import problem_texts
from diary.texts.numbers import Formats
from diary.texts.review import facts_text, heading_text
from diary.ui.review import told
from diary.ui.review.tab import ReviewTab
from diary.ui.widgets.card import Card
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.strip import MessageStrip
from diary.ui.width_class import is_wide
from diary.words import _

_MOST_PROBLEMS = 5
_GAP = 12


class SummaryTab(ReviewTab):
    """Safety signs, the summary, questions, shoes, care, limits and onset as cards."""

    key = "summary"

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("review.summary")
        self._report: VisitReport | None = None
        self._is_in_two: bool | None = None
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(20, 8, 20, 12)
        self._column.setSpacing(_GAP)
        self._head = told.Slotted()
        self._cards = told.Slotted()
        self._column.addWidget(self._head)
        self._column.addWidget(self._cards)
        self._column.addStretch(1)
        self._scroll = VerticalScroll(self._inside, name="review.summary.scroll")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def show_file(self, reviewed: Reviewed, report: VisitReport, formats: Formats) -> None:
        about = facts_text(reviewed.found, reviewed.choice.span, reviewed.last_on, formats)
        days, recorded = report.header.span, report.header.recorded
        text = heading_text(days, recorded, is_since_visit=is_since_visit(reviewed))
        heading = told.told(text, "card_title")
        heading.setObjectName("review.heading")
        self._head.put(heading, told.told(about, "hint"), *_strips(reviewed))
        self._report = report
        self._lay_out_cards()
        self._scroll.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        self._report = None
        self._head.put()
        self._cards.put()

    def tab_stops(self) -> list[QWidget]:
        return []

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if is_wide(self) != self._is_in_two:
            self._lay_out_cards()

    def _lay_out_cards(self) -> None:
        self._is_in_two = is_wide(self)
        if self._report is None:
            return
        left, right = list(_main(self._report)), list(_others(self._report))
        if not self._is_in_two:
            self._cards.put(told.column([*left, *right], _GAP))
            return
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for side in (left, right):
            beside = told.column(side, _GAP)
            row.addWidget(beside, 1, Qt.AlignmentFlag.AlignTop)
        self._cards.put(both)


def _strips(reviewed: Reviewed) -> Iterator[QWidget]:
    """What is odd about the file; nothing where nothing is."""
    found = reviewed.found
    texts = list(problem_texts(found))
    shown = "\n".join(texts[:_MOST_PROBLEMS])
    more = len(texts) - _MOST_PROBLEMS
    if more > 0:
        shown += "\n" + _("And {n} more.").format(n=more)
    if not found.is_complete:
        yield MessageStrip(
            "act",
            _("This file was damaged or changed after it was made."),
            shown,
            name="review.damaged",
        )
    elif shown:
        yield MessageStrip("info", _("About this file"), shown, name="review.odd")


def _main(report: VisitReport) -> Iterator[Card]:
    yield told.card(report.safety.title, told.safety(report.safety))
    yield told.card(report.summary.title, *_summary(report.summary))
    wishes = report.wishes
    yield told.card(
        _("Questions of the runner"),
        *told.lines((*wishes.questions, wishes.nothing)),
        *([told.told(f"{wishes.goal_title}: {wishes.goal}")] if wishes.goal else ()),
    )


def _summary(shown: SummarySection) -> Sequence[QWidget]:
    parts: list[QWidget] = told.lines((shown.about, shown.thin, shown.nothing), "hint")
    if shown.lines:
        has_before = bool(shown.about)
        rows = [
            (line.label, line.before, line.now, line.note)
            if has_before
            else (line.label, line.now, line.note)
            for line in shown.lines
        ]
        heads = ("", shown.before_head, shown.now_head, "") if has_before else ()
        if not has_before:
            # A column of dashes would say less than that nothing is known.
            parts += told.lines((shown.before_head,), "hint")
        parts.append(told.grid(rows, heads=heads))
    if shown.entries is not None:
        parts.append(told.table(shown.entries))
    return parts


def _others(report: VisitReport) -> Iterator[Card]:
    yield told.card(report.reminders.title, *told.reminders(report.reminders))
    yield told.card(
        report.shoes.title,
        *([told.table(report.shoes.table)] if report.shoes.table.rows else ()),
        *told.lines((*report.shoes.changes, report.shoes.nothing)),
    )
    yield told.card(
        report.care.title,
        *([told.facts(report.care.facts)] if report.care.facts else ()),
        *told.lines((report.care.nothing,), "hint"),
    )
    yield told.card(report.limits.title, *told.lines((*report.limits.lines, report.limits.nothing)))
    if report.totals.table.rows:
        yield told.card(
            report.totals.title,
            told.table(report.totals.table),
            *told.lines((report.totals.note,), "hint"),
        )
    onset = report.onset
    if onset.facts or onset.changes:
        facts = [told.facts(onset.facts)] if onset.facts else []
        yield told.card(onset.title, *facts, *told.lines(onset.changes))
