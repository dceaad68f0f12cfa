"""The pages of the first run one after the other, with Back, Skip and Next below them.

Skip leaves the questions of the page open and ends the first run. What was answered on the pages
before stays, and a sign that was ticked is noted all the same: safety never waits.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from diary.domain.errors import InvalidValueError
from diary.domain.settings import DistanceUnit
from diary.domain.shoe import Shoe
from diary.texts.numbers import Formats
from diary.ui.first_run.answers import FirstAnswers, shoe_of
from diary.ui.first_run.pages import NAME, FirstPage, KneePage, LookPage, WelcomePage
from diary.ui.focus_order import put_in_order
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.remembered_sizes import forget_sizes
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.text import flowing_label
from diary.words import _

WIDTH = 560
_LEAST_HEIGHT = 400
_MARGIN, _GAP = 24, 12
# Room for the window's own frame and the system's bars.
_SCREEN_SHARE = 0.9


class FirstRunDialog(QDialog):
    """Asks on three pages; nothing is written here.

    `finished` comes once at the end, however that came; `answers` and `shoe` are then what was
    said. `restore_requested` asks for a backup while the pages stay, `import_wanted` is true when
    the end came by asking for files.
    """

    restore_requested = Signal()

    def __init__(
        self,
        unit: DistanceUnit,
        formats: Formats,
        today: date,
        shoe_id: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(NAME)
        self.setWindowTitle(_("Welcome"))
        self.setModal(True)
        self.import_wanted = False
        self._unit, self._shoe_id = unit, shoe_id
        self._shoe: Shoe | None = None
        self._left: set[FirstPage] = set()
        self.welcome, self.knees = WelcomePage(), KneePage(today)
        self.look = LookPage(unit, formats)
        self.pages: tuple[FirstPage, ...] = (self.welcome, self.knees, self.look)
        self._number = 0
        self._news: QWidget | None = None
        self.welcome.restore_requested.connect(self.restore_requested)
        self.look.import_requested.connect(self._on_look_import_requested)
        self._build()
        for page in self.pages:
            page.size_changed.connect(self._on_page_size_changed)
            page.news_shown.connect(self._on_page_news_shown)
        theme_watcher().theme_changed.connect(self.fit)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self._on_settled_timeout)
        self._show_page(0)

    def answers(self) -> FirstAnswers:
        """What was said on the pages that were left with Next, and the signs that were ticked."""
        is_knee_told, is_look_told = self.knees in self._left, self.look in self._left
        return FirstAnswers(
            unit=self.look.chosen_unit() if is_look_told else self._unit,
            bothered=self.knees.bothered() if is_knee_told else None,
            signs=self.knees.signs(),
            sign_knees=self.knees.sign_knees(),
        )

    def shoe(self) -> Shoe | None:
        """The pair run in now; None = none was named."""
        return self._shoe

    def page(self) -> FirstPage:
        """The page shown."""
        return self.pages[self._number]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and not event.isAutoRepeat():
            self.go_on()
        elif not is_enter:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def reject(self) -> None:
        """Skip: also by Esc and by closing the window."""
        if self.knees.check():
            super().reject()
        elif self.page() is not self.knees:
            self._show_page(self.pages.index(self.knees))
            self.knees.check()

    @Slot()
    def go_on(self) -> None:
        """Take what the page says and go to the next one, or to Today after the last."""
        page = self.page()
        if not page.check():
            return
        if page is not self.look:
            self._left.add(page)
            self._show_page(self._number + 1)
        elif self._take_shoe():
            self._left.add(page)
            self.accept()

    @Slot()
    def go_back(self) -> None:
        """Show the page before; what was answered stays there."""
        self._left.discard(self.pages[self._number - 1])
        self._show_page(self._number - 1)

    @Slot()
    def fit(self) -> None:
        """Become as high as the highest page needs, as far as the screen goes."""
        if self.isVisible():
            self._fit_now()
            # What a layout shows or polishes has its new size only after its next round.
            self._settled.start(0)

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _GAP)
        for page in self.pages:
            column.addWidget(page)
        column.addStretch(1)
        self._content = content
        self._scroll = VerticalScroll(content, name=f"{NAME}.scroll")
        self._step = flowing_label("", role="hint")
        self.back = push_button(_("Back"), name=f"{NAME}.back")
        self.skip = push_button(_("Skip"), name=f"{NAME}.skip")
        self.next = push_button("", kind="primary", name=f"{NAME}.next")
        self.next.setDefault(True)
        self.back.clicked.connect(self.go_back)
        self.skip.clicked.connect(self.reject)
        self.next.clicked.connect(self.go_on)
        keys = QWidget()
        row = FlowLayout(keys)
        for button in (self.back, self.skip, self.next):
            row.addWidget(button)
        self._buttons = QHBoxLayout()
        self._buttons.setContentsMargins(_MARGIN, _GAP, _MARGIN, _MARGIN - 4)
        self._buttons.addWidget(self._step, 1)
        self._buttons.addWidget(keys, 0, Qt.AlignmentFlag.AlignTrailing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(self._buttons)

    def _show_page(self, number: int) -> None:
        self._number = number
        page = self.page()
        for each in self.pages:
            each.setHidden(each is not page)
        is_last = page is self.pages[-1]
        self.back.setHidden(number == 0)
        text = _("Open Today") if is_last else _("Next")
        self.next.setText(text)
        self.next.setAccessibleName(text)
        step = _("Page {number} of {count}").format(number=number + 1, count=len(self.pages))
        self._step.setText(step)
        self.setAccessibleName(f"{page.heading}. {step}")
        put_in_order([*page.tab_stops(), self.back, self.skip, self.next])
        self.fit()
        (page.first_stop() or self.next).setFocus()
        announce(self, self.accessibleName())

    def _take_shoe(self) -> bool:
        answers = FirstAnswers(
            self.look.chosen_unit(), shoe=self.look.shoe.text(), already=self.look.already_text()
        )
        try:
            self._shoe = shoe_of(answers, self._shoe_id)
        except InvalidValueError as error:
            self.look.show_error(error)
            return False
        return True

    @Slot()
    def _fit_now(self) -> None:
        room = self.screen().availableGeometry().size() * _SCREEN_SHARE
        percent = theme_watcher().text_percent / 100
        least = self._content.minimumSizeHint().width() + em()
        width = min(max(round(WIDTH * percent), least), room.width())
        forget_sizes(self._content)
        needed = self._scroll.height_for(width) + self._buttons.sizeHint().height()
        height = max(needed, round(_LEAST_HEIGHT * percent), self.height())
        self.resize(width, min(height, room.height()))

    @Slot()
    def _on_settled_timeout(self) -> None:
        self._fit_now()
        news, self._news = self._news, None
        if news is not None:
            self._scroll.ensureWidgetVisible(news)

    @Slot(object)
    def _on_page_news_shown(self, part: QWidget) -> None:
        self._news = part

    @Slot()
    def _on_page_size_changed(self) -> None:
        put_in_order([*self.page().tab_stops(), self.back, self.skip, self.next])
        self.fit()

    @Slot()
    def _on_look_import_requested(self) -> None:
        self.import_wanted = True
        self.go_on()
        self.import_wanted = self.result() == QDialog.DialogCode.Accepted
