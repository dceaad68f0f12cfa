"""The menu of a chart: its day, its events, and the ways to copy, save and print it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from diary.texts.charts import event_text
from diary.texts.numbers import Formats
from diary.ui.pages.charts.events import ChartEvents
from diary.ui.pages.charts.handing_on import HandingOn, PictureForm
from diary.ui.pages.charts.plot import Plot
from diary.words import _

_FORMS: tuple[tuple[PictureForm, str], ...] = (("png", "PNG"), ("svg", "SVG"), ("pdf", "PDF"))


def open_chart_menu(
    plot: Plot,
    events: ChartEvents,
    handing_on: HandingOn,
    file_name: str,
    at: QPoint,
    formats: Formats,
) -> None:
    """Open the menu at a place of the screen; it is about the day under the cursor."""
    menu = QMenu(plot)
    menu.setObjectName("charts.menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    on = plot.day() if plot.column() is not None else None
    if on is not None:
        menu.addAction(plot.open_text(formats), plot.open_day)
        menu.addAction(_("Add event here…"), partial(events.add, on))
        for event in events.on_day(on):
            # An ampersand of the person's own is no key.
            name = event_text(event).replace("&", "&&")
            text = _("Change “{event}”…").format(event=name)
            menu.addAction(text, partial(events.change, event))
        menu.addSeparator()
    if handing_on.has_picture:
        if not plot.is_table():
            menu.addAction(_("Copy picture"), handing_on.copy_picture)
        forms = menu.addMenu(_("Save picture"))
        for form, name in _FORMS:
            text = _("As {form}…").format(form=name)
            forms.addAction(text, partial(handing_on.save, file_name, form))
        menu.addAction(_("Print…"), handing_on.ask_printer)
    menu.addAction(_("Copy table"), handing_on.copy_table)
    menu.popup(at)
