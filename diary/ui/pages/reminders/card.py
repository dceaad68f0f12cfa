"""One open reminder: level, what, why, the numbers behind it, what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from diary.ui.pages.reminders.paragraph import Paragraph
from diary.ui.pages.reminders.reminder_view import ReminderView
from diary.ui.widgets.button import push_button
from diary.ui.widgets.card import GAP as CARD_GAP
from diary.ui.widgets.card import Card
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.icon_label import IconLabel
from diary.ui.widgets.strip import LEVEL_LOOKS, level_word
from diary.ui.widgets.text import TextRole, flowing_label, plain_label
from diary.words import _

_ICON = 18


class ReminderCard(Card):
    """The card of one reminder; `show_requested` carries page key and where to go on it."""

    show_requested = Signal(str, object)

    def __init__(self, view: ReminderView) -> None:
        super().__init__(name=f"reminders.card.{view.key}")
        self.key = view.key
        word = level_word(view.level.value)
        look = LEVEL_LOOKS[view.level.value]
        self.setAccessibleName(f"{word}: {view.text.title}")
        heading = QWidget()
        row = FlowLayout(heading, spacing=8, row_spacing=2)
        mark = QWidget()
        marked = QHBoxLayout(mark)
        marked.setContentsMargins(0, 0, 0, 0)
        marked.setSpacing(6)
        marked.addWidget(IconLabel(look.icon_name, look.ink, size=_ICON))
        ink: TextRole = "error" if look.ink == "danger" else "warn"
        marked.addWidget(plain_label(word, role=ink if look.ink != "accent" else "hint"))
        row.addWidget(mark)
        row.addWidget(flowing_label(view.text.title, role="card_title"))
        row.addWidget(plain_label(view.since, role="hint"))
        self.body.addWidget(heading)
        # The heading stands where a plain card has its title.
        self.body.setContentsMargins(0, -CARD_GAP, 0, 0)
        self.body.addWidget(Paragraph(view.text.why))
        self.body.addWidget(Paragraph("\n".join(view.text.evidence_lines), "hint"))
        self.body.addSpacing(4)
        self.body.addWidget(plain_label(_("What you can do next"), role="strong"))
        self.body.addWidget(Paragraph(view.text.next))
        text = _("Show shoe") if view.page_key == "shoes" else _("Show on chart")
        self.show_button: QPushButton = push_button(text, name=f"{self.objectName()}.show")
        self.show_button.setAccessibleName(f"{text}: {view.text.title}")
        self.show_button.clicked.connect(
            lambda: self.show_requested.emit(view.page_key, view.where)
        )
        self.body.addSpacing(4)
        self.body.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignLeading)
