"""The first step: files or a folder are chosen or dropped; it says what will be read of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.ui.theme import color, em, mixed
from diary.ui.widgets.button import push_button
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.icon_label import IconLabel
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.text import PlainLabel, plain_label
from diary.words import _

_ICON = 40
_RADIUS = 8.0
_PADDING = 20
_LINE_EM = 38


class DropZone(QWidget):
    """Where files are dropped, with the two buttons that do the same; drawn, not framed."""

    def __init__(self, buttons: Sequence[QWidget]) -> None:
        super().__init__()
        self.setObjectName("import.drop_zone")
        self._is_over = False
        title = _centred(plain_label(_("Drop files or a folder here"), role="card_title"))
        hint = _centred(plain_label(_("or choose them"), role="hint"))
        row = QWidget()
        line = FlowLayout(row, is_centred=True)
        for button in buttons:
            line.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        layout.setSpacing(8)
        layout.addStretch(1)
        layout.addWidget(
            IconLabel("import", "accent", size=_ICON), 0, Qt.AlignmentFlag.AlignHCenter
        )
        layout.addWidget(title)
        layout.addWidget(hint)
        layout.addWidget(row)
        layout.addStretch(1)

    def show_over(self, *, is_over: bool) -> None:
        """Show that files hover over the window."""
        self._is_over = is_over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(color("accent" if self._is_over else "border"), 2)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(mixed("surface", "accent", 0.12) if self._is_over else color("surface"))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)


class ChooseStep(QWidget):
    """`files_requested` and `folder_requested` ask for what their buttons say.

    `help_requested` asks where such files are found.
    """

    files_requested = Signal()
    folder_requested = Signal()
    help_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.files_button = push_button(
            _("Choose files…"), kind="primary", icon_name="import", name="import.files"
        )
        self.files_button.clicked.connect(self.files_requested)
        self.folder_button = push_button(_("Choose folder…"), name="import.folder")
        self.folder_button.clicked.connect(self.folder_requested)
        self.help_button = push_button(
            _("Where do I find my runs?"), kind="quiet", icon_name="help", name="import.help"
        )
        self.help_button.clicked.connect(self.help_requested)
        self.zone = DropZone((self.files_button, self.folder_button))
        content = QWidget()
        body = QVBoxLayout(content)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(12)
        body.addWidget(self.zone, 1)
        for text in (
            _(
                "You can bring in files from a watch (FIT, TCX, GPX), the whole archive of Strava,"
                " Garmin or Apple Health, tables (CSV), and ZIP files or folders of all these."
            ),
            _(
                "Read are date, distance, time, heart rate, cadence, climb, shoes and notes. Map"
                " positions are not kept. Nothing is added before you have seen it, and nothing"
                " leaves this computer."
            ),
        ):
            body.addWidget(_paragraph(text))
        help_row = QWidget()
        FlowLayout(help_row).addWidget(self.help_button)
        body.addWidget(help_row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(VerticalScroll(content, name="import.choose.scroll"))

    def first_field(self) -> QWidget:
        """What has the focus on arrival."""
        return self.files_button


def _centred(label: PlainLabel) -> PlainLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setWordWrap(True)
    return label


def _paragraph(text: str) -> PlainLabel:
    label = plain_label(text, word_wrap=True)
    label.setMaximumWidth(_LINE_EM * em())
    return label
