"""The help: contents beside the page, a field to find words in all pages, and the way back.

Only texts of our own are shown; links lead to other pages and never out of the program.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, QUrl, Slot
from PySide6.QtGui import (
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
    QTextDocument,
)
from PySide6.QtWidgets import QBoxLayout, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from diary.ui.dialogs.help_contents import HelpContents
from diary.ui.dialogs.help_document import Row, show_markdown
from diary.ui.dialogs.help_page import HelpBrowser
from diary.ui.dialogs.reading import fit_to_text
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.text import flowing_label
from diary.words import _, plural

_WIDTH_EM, _HEIGHT_EM = 62, 40
# Narrower than this the contents are a drop-down above the page.
_COMPACT_BELOW_EM = 44
_MARGIN = 20
# Pages that are dialogs of their own to the menu; the others are pages of the help.
_OWN_NAMES = frozenset({"shortcuts", "about"})
_BACK_KEYS = "Alt+Left"


class HelpPage(NamedTuple):
    """A page: its name, its Markdown, and what is so on this computer, which stands on top."""

    title: str
    markdown: str
    rows: Sequence[Row] = ()


class _Place(NamedTuple):
    topic: str
    section: str


class HelpDialog(QDialog):
    """Shows the pages of `book`, by topic in the order of the contents, each made when needed."""

    def __init__(
        self,
        book: Mapping[str, Callable[[], HelpPage]],
        topic: str,
        parent: QWidget | None = None,
        *,
        section: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(topic if topic in _OWN_NAMES else f"help.{topic}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Help"))
        self._pages = {key: make() for key, make in book.items()}
        self._place = _Place(topic, section)
        self._before: list[_Place] = []
        self._plain: dict[str, str] = {}
        self._build()
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self._on_settled_timeout)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        fit_to_text(self, _WIDTH_EM, _HEIGHT_EM)
        self._lay_out_contents()
        self._show(self._place)
        self.browser.setFocus()

    # ---- what others ask -----------------------------------------------------------------------

    @property
    def topic(self) -> str:
        """The page that is shown."""
        return self._place.topic

    def topics(self) -> list[str]:
        """Every page there is."""
        return list(self._pages)

    def sections(self) -> list[str]:
        """The sections of the page that is shown."""
        return [key for key, _text in self.browser.sections()]

    def go_to(self, topic: str, section: str = "") -> None:
        """Go to a page and a section of it, with the way back; an unknown one changes nothing."""
        if topic in self._pages and (topic, section) != self._place:
            self._before.append(self._place)
            self._show(_Place(topic, section))

    def go_back(self) -> None:
        """Go to where the reader was before."""
        if self._before:
            self._show(self._before.pop())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Where a heading stands is known only once the page has its width, and that may come later.
        self.browser.go_to_section(self._place.section)
        self._settled.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out_contents()

    # ---- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.contents = HelpContents({key: page.title for key, page in self._pages.items()})
        self.contents.place_picked.connect(self._on_contents_place_picked)
        self.contents.words_changed.connect(self._on_contents_words_changed)
        self.contents.next_requested.connect(self._on_contents_next_requested)
        self.browser = HelpBrowser()
        self.browser.anchorClicked.connect(self._on_browser_anchor_clicked)
        self._found = flowing_label("", role="hint", name="help.found")
        self._found.hide()
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._column.addWidget(self._found)
        self._column.addWidget(self.browser, 1)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(16)
        self._beside.addWidget(self.contents)
        self._beside.addLayout(self._column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 16)
        layout.setSpacing(12)
        layout.addLayout(self._beside, 1)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        self.back_button = push_button(_("Back"), icon_name="chevron-left", name="help.back")
        QShortcut(QKeySequence(_BACK_KEYS), self, self.go_back)
        self.back_button.clicked.connect(self.go_back)
        self.copy_button = push_button(_("Copy"), name="help.copy")
        self.copy_button.setAccessibleDescription(_("Copies what is selected, or the whole page"))
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.close_button = push_button(
            _("Close"), kind="primary", name=f"{self.objectName()}.close"
        )
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        return buttons

    def _lay_out_contents(self) -> None:
        is_compact = self.width() < _COMPACT_BELOW_EM * em()
        way = QBoxLayout.Direction
        self._beside.setDirection(way.TopToBottom if is_compact else way.LeftToRight)
        self.contents.set_compact(is_compact=is_compact)

    # ---- showing -------------------------------------------------------------------------------

    def _show(self, place: _Place) -> None:
        page = self._pages[place.topic]
        if place.topic != self._place.topic or not self.browser.sections():
            self.browser.show_page(*page)
        self._place = place
        self.contents.show_place(place.topic, place.section, self.browser.sections())
        self.browser.go_to_section(place.section)
        self.back_button.setEnabled(bool(self._before))

    @Slot()
    def _on_settled_timeout(self) -> None:
        self.browser.go_to_section(self._place.section)

    @Slot()
    def _on_theme_changed(self) -> None:
        page = self._pages[self._place.topic]
        self.browser.show_page(*page)
        self._lay_out_contents()
        self._settled.start(0)

    @Slot(str, str)
    def _on_contents_place_picked(self, topic: str, section: str) -> None:
        self.go_to(topic, section)

    @Slot(QUrl)
    def _on_browser_anchor_clicked(self, url: QUrl) -> None:
        self.go_to(url.path() or self._place.topic, url.fragment())

    # ---- finding -------------------------------------------------------------------------------

    @Slot(str)
    def _on_contents_words_changed(self, words: str) -> None:
        """Leave the pages that have the words, and go to the first place."""
        counts = {key: self._count(key, words) for key in self._pages}
        found = [key for key, count in counts.items() if count]
        self.contents.offer(found if words else list(self._pages))
        self._found.setHidden(not words)
        if not words:
            self.browser.forget_found()
            return
        places = plural("{n} place", "{n} places", sum(counts.values()))
        pages = plural("in {n} page", "in {n} pages", len(found))
        text = f"{places.format(n=sum(counts.values()))} {pages.format(n=len(found))}"
        if not found:
            text = _("The help has no “{words}”.").format(words=words)
        self._found.setText(text)
        announce(self, text)
        if found and self._place.topic not in found:
            self.go_to(found[0])
        if found:
            self.browser.find_first(words)

    @Slot(str)
    def _on_contents_next_requested(self, words: str) -> None:
        """Go on to the next place, in the next page when there is none in this one."""
        if not words or self.browser.find(words):
            return
        topics = list(self._pages)
        here = topics.index(self._place.topic)
        for topic in (*topics[here + 1 :], *topics[: here + 1]):
            if self._count(topic, words):
                self.go_to(topic)
                self.browser.find_first(words)
                return

    def _count(self, topic: str, words: str) -> int:
        if topic not in self._plain:
            page, document = self._pages[topic], QTextDocument()
            show_markdown(document, page.markdown, page.rows)
            self._plain[topic] = document.toPlainText().casefold()
        return self._plain[topic].count(words.casefold()) if words else 0

    @Slot()
    def _on_copy_clicked(self) -> None:
        chosen = self.browser.textCursor()
        text = chosen.selectedText().replace("\N{PARAGRAPH SEPARATOR}", "\n")
        if not chosen.hasSelection():
            text = self.browser.toPlainText()
        QGuiApplication.clipboard().setText(text)
        announce(self, _("Copied"))
