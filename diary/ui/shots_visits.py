"""What can be seen of visits: the report, totals of forms, the export, and what a PT gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from diary.domain.knee_notes import KneeNotes, NotesAbout, ReadNotes
from diary.domain.offer import LimitsOffer, NextVisitOffer, Offer, StageOffer
from diary.domain.period import ONE_DAY, Span
from diary.domain.pt_note import Pin, PtNote
from diary.domain.total import Scale
from diary.services.export_for_pt import Form
from diary.ui.pages.report import ReportPage
from diary.ui.shots_scene import Scene
from diary.ui.shots_stage import Stage
from diary.ui.visit_wishes import ReportWish, with_span
from diary.ui.visits.export_dialog import ExportDialog
from diary.ui.visits.news_dialog import NewsDialog
from diary.ui.visits.pt_notes_dialog import PtNotesDialog
from diary.ui.visits.total_form import TotalForm
from diary.ui.visits.totals_dialog import TotalsDialog

_TYPED = "river"
# What a PT wrote, as it came.
PT_TEXTS = (
    "Downhill again? Try the flat loop first.",
    "Good work on the mornings. Keep the two short runs.",
)
_THIN_DAYS, _LONG_AGO_DAYS = 3, 2000


def visit_scenes() -> Iterator[Scene]:
    """Every scene beside the page itself."""
    yield Scene("report-width", _width)
    yield Scene("report-more", _more)
    yield Scene("report-thin", partial(_days, 0, _THIN_DAYS))
    yield Scene("report-nothing", partial(_days, _LONG_AGO_DAYS, _THIN_DAYS))
    yield Scene("report-look-through", _look_through)
    yield Scene("totals", _totals)
    yield Scene("totals-empty", _totals, is_empty=True)
    yield Scene("total-form", partial(_total_form, Scale.AKPS))
    yield Scene("total-form-answers", partial(_total_form, Scale.OSTRC_O2))
    yield Scene("total-form-errors", partial(_total_form, Scale.KOOS_PS, is_submitted=True))
    yield Scene("pt-notes", _pt_notes)
    yield Scene("pt-notes-empty", _pt_notes, is_empty=True)
    yield Scene("pt-notes-news", _news)
    yield Scene("export", _export)
    yield Scene("export-file", _export_file)


def _report(stage: Stage) -> ReportPage:
    page = stage.page("report")
    assert isinstance(page, ReportPage)  # noqa: S101 - the page of that key
    return page


def _width(stage: Stage) -> Iterator[QWidget]:
    page = _report(stage)
    page.preview.show_zoom("width")
    stage.settle()
    yield stage.window
    page.preview.show_zoom("whole")


def _more(stage: Stage) -> Iterator[QWidget]:
    page = _report(stage)
    page.own_words.show_folded(is_open=True)
    stage.settle()
    yield stage.window
    page.own_words.show_folded(is_open=False)


def _days(before: int, count: int, stage: Stage) -> Iterator[QWidget]:
    page = _report(stage)
    last_on = stage.context.today() - timedelta(before)
    span = Span(last_on - timedelta(count - 1), last_on + ONE_DAY)
    with _wished(page, lambda wish: with_span(wish, span)):
        stage.settle()
        yield stage.window


@contextmanager
def _wished(page: ReportPage, change: Callable[[ReportWish], ReportWish]) -> Iterator[None]:
    """Another choice for a while."""
    visits, state = page.context.visits, page.context.ui_state
    before = visits.wish(state)
    visits.choose(change(before), state)
    yield
    visits.choose(before, state)


def _look_through(stage: Stage) -> Iterator[QWidget]:
    page = _report(stage)
    with _wished(page, lambda wish: replace(wish, range_key="12w", span=None)):
        stage.settle()
        yield from _shown(stage, page.controls.leaving.look_through.click)


def _totals(stage: Stage) -> Iterator[QWidget]:
    _report(stage)
    yield from _shown(stage, lambda: TotalsDialog(stage.context, stage.window).open())


def _total_form(scale: Scale, stage: Stage, *, is_submitted: bool = False) -> Iterator[QWidget]:
    _report(stage)
    context = stage.context
    form = stage.dialog(
        lambda: TotalForm(
            None, scale, context.today(), context.new_id, context.formats(), stage.window
        ).open()
    )
    if isinstance(form, TotalForm):
        if is_submitted:
            form.knee.set_choice("left")
            form.submit()
        stage.settle()
        yield form
        form.close()
        form.deleteLater()


def _pt_notes(stage: Stage) -> Iterator[QWidget]:
    _report(stage)
    yield from _shown(stage, lambda: PtNotesDialog(stage.context, stage.window).open())


def _news(stage: Stage) -> Iterator[QWidget]:
    _report(stage)
    today = stage.context.today()
    notes = (
        PtNote("shown-1", Pin(today - timedelta(5)), PT_TEXTS[0]),
        PtNote("shown-2", Pin(), PT_TEXTS[1]),
    )
    offers: tuple[Offer, ...] = (
        LimitsOffer("shown-3", 2, 4),
        NextVisitOffer("shown-4", today + timedelta(21)),
        StageOffer("shown-5", 3),
    )
    given = KneeNotes(notes, offers, NotesAbout(initials="A.B."), "M.S.", "Practice by the river")
    read = ReadNotes(given)
    yield from _shown(stage, lambda: NewsDialog(stage.context, read, (), stage.window).open())


def _export(stage: Stage) -> Iterator[QWidget]:
    _report(stage)
    yield from _shown(stage, lambda: stage.window.commands.do("export_for_pt"))


def _export_file(stage: Stage) -> Iterator[QWidget]:
    _report(stage)
    dialog = stage.dialog(lambda: stage.window.commands.do("export_for_pt"))
    if isinstance(dialog, ExportDialog):
        dialog.forms[Form.FILE].setChecked(True)
        dialog.passphrase.edit.setText(_TYPED)
        stage.settle()
        dialog.submit()
        stage.settle()
        yield dialog
        dialog.close()


def _shown(stage: Stage, open_it: Callable[[], object]) -> Iterator[QWidget]:
    dialog: QDialog | None = stage.dialog(open_it)
    if dialog is not None:
        yield dialog
        dialog.close()
