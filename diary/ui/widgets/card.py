"""The rounded surface on which a section of a page stands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.side_layout import SideLayout
from diary.ui.widgets.text import flowing_label

PADDING = 16
GAP = 8


class Card(QFrame):
    """A surface with a hairline edge; ``body`` is the layout its content goes into.

    The heading row holds the title and, at its far end, what is added to ``heading_actions``.
    """

    def __init__(
        self, title: str = "", *, name: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        if name is not None:
            self.setObjectName(name)
        self.body = QVBoxLayout()
        self.body.setSpacing(GAP)
        self.title_label = flowing_label(title, role="card_title")
        actions = QWidget()
        self.heading_actions = FlowLayout(actions)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(PADDING, PADDING - 4, PADDING, PADDING)
        outer.setSpacing(GAP)
        heading = SideLayout(outer)
        heading.addWidget(self.title_label)
        heading.addWidget(actions)
        outer.addLayout(self.body)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Change the heading; an empty one takes it away."""
        self.title_label.setText(title)
        self.title_label.setHidden(not title)
        self.setAccessibleName(title)
