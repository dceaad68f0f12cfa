"""The ways at the foot of Plan to look at what it does: the chart of the plan, and the week."""

from __future__ import annotations

from diary.ui.pages.page import Page
from diary.ui.widgets.button import push_button
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import set_plain_tooltip
from diary.words import _


def add_look_ways(page: Page, foot: FlowLayout) -> None:
    """Put both buttons into the row; they ask the window through `page.navigate_requested`."""
    chart = push_button(_("Does it help?"), icon_name="chart", name="plan.does_it_help")
    set_plain_tooltip(chart, _("The chart of the plan: sessions a week below the scores"))
    chart.clicked.connect(lambda: page.navigate_requested.emit("charts", "plan"))
    week = push_button(_("A look at the week"), name="plan.week_look")
    week.clicked.connect(lambda: page.navigate_requested.emit("week_look", None))
    for button in (chart, week):
        foot.addWidget(button)
