"""The place of the safety strip: above the page, the same for every page that speaks of the knee.

It looks at what is on screen, so that a sign is answered at once, whether it could be written or
not. It never opens a window, never sounds, and cannot be closed; only folded to one line.
"""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.change import Change
from diary.domain.period import local
from diary.domain.rules.safety import SafetyNotice, help_arranged, safety_notice
from diary.ui.context import PageContext
from diary.ui.pages.page import Page, SignPlace
from diary.ui.widgets.announce import announce
from diary.ui.widgets.strip_room import StripRoom
from diary.words import _

if TYPE_CHECKING:
    from diary.ui.safety.safety_view import SafetyView
    from diary.ui.safety.strip import SafetyStrip
    from diary.ui.widgets.strip import MessageStrip

PAGES = frozenset({"today", "runs", "reminders"})
FOLDED = "safety.folded"
LINE = "safety.line"
# With large text what can be done about a sign matters more than what stands below.
_MOST_OF_WINDOW = 0.6
_KEPT_FOLDED = 5
_ELSEWHERE = {"help": "get_help", "phones": "preferences_safety"}


class SafetyPlace(StripRoom):
    """Shows what `safety_notice` says about the day the page is on; empty, it takes no room.

    `navigate_requested` is that of `Page`. `order_changed` tells that there are other stops.
    """

    navigate_requested = Signal(str, object)
    order_changed = Signal()

    def __init__(self, context: PageContext) -> None:
        self._content = QWidget()
        super().__init__(self._content, name="safety.scroll", most=_MOST_OF_WINDOW)
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._context = context
        self._page: Page | None = None
        self._notice: SafetyNotice | None = None
        self._view: tuple[SafetyView, bool] | None = None
        # Signs of a day that were seen there, with the time at which those of today came.
        self._seen: dict[date, dict[str, time | None]] = {}
        self._full: SafetyStrip | None = None
        self._line: MessageStrip | None = None
        self.hide()
        context.bridge.entries_changed.connect(self.look)
        context.bridge.diary_ready.connect(self.look)
        context.bridge.day_changed.connect(self.look)
        context.undo.waiting_changed.connect(self.look)

    def show_on(self, page: Page) -> None:
        """Stand above this page from now on."""
        if self._page is not page:
            self._page = page
            page.day_shown.connect(self.look)
        self.look()

    def leave(self) -> None:
        """The pages go, and with them the diary."""
        self._page = None
        self._seen = {}
        self.look()

    def tab_stops(self) -> list[QWidget]:
        """What takes the focus, in reading order."""
        if self._view is None:
            return []
        if self._full is not None and not self._full.isHidden():
            return self._full.tab_stops()
        return [] if self._line is None else [self._line.button(self._line_action()[0])]

    @Slot()
    def look(self) -> None:
        """Show what is to be said about the day on screen, and say aloud what is new."""
        page, context = self._page, self._context
        if page is None or page.key not in PAGES:
            self._put_away()
            return
        diary, today = context.undo.shown_diary(), context.today()
        on = page.shown_day() or today
        self._notice = notice = safety_notice(diary, on)
        # What was arranged is known when the whole diary is there; until then nothing is new.
        is_new = context.journal.is_attached and self._take_in(on, notice)
        if notice is None:
            self._put_away()
            return
        from diary.ui.safety.safety_view import safety_view  # noqa: PLC0415 - most days have none

        times = {key: at for key, at in self._seen.get(on, {}).items() if at is not None}
        view = safety_view(notice, diary, today, context.formats(), times)
        is_line = notice.arranged is not None or str(on) in self._folded()
        if (view, is_line) != self._view:
            self._view = (view, is_line)
            self._show(view, is_line=is_line)
        if is_new and notice.arranged is None:
            shown = self._line if is_line else self._full
            if shown is not None:
                announce(shown, shown.accessibleName(), is_urgent=True)

    # ---- what is shown -------------------------------------------------------------------------

    def _take_in(self, on: date, notice: SafetyNotice | None) -> bool:
        """Remember the signs of a day; True when one of them is new, and unfold for it."""
        keys = () if notice is None else notice.sign_keys()
        seen = self._seen.get(on)
        stamp = self._context.stamp()
        is_live = seen is not None and on == self._context.today()
        now = local(stamp.recorded_at, stamp.timezone).time() if is_live else None
        new = [key for key in keys if seen is None or key not in seen]
        self._seen[on] = {key: (seen or {}).get(key, now) for key in keys}
        if new and seen is not None:
            self._fold(on, is_folded=False)
        return bool(new)

    def _folded(self) -> list[str]:
        return self._context.ui_state.get(FOLDED, list[str]())

    def _fold(self, on: date, *, is_folded: bool) -> None:
        others = [each for each in self._folded() if each != str(on)]
        wanted = [*others, str(on)][-_KEPT_FOLDED:] if is_folded else others
        if wanted != self._folded():
            self._context.ui_state.set(FOLDED, wanted)

    def _put_away(self) -> None:
        if self._view is not None:
            self._view = None
            self.hide()
            self.order_changed.emit()

    def _show(self, view: SafetyView, *, is_line: bool) -> None:
        if is_line:
            line = self._made_line()
            key, text = self._line_action()
            line.set_message(view.level, view.title, view.noted, actions=((key, text),))
        else:
            self._made_full().show_view(view)
        if self._line is not None:
            self._line.setHidden(not is_line)
        if self._full is not None:
            self._full.setHidden(is_line)
            if is_line:
                self._full.stop_asking()
        self.show()
        self._column.activate()
        self.fit()
        self.order_changed.emit()

    def _line_action(self) -> tuple[str, str]:
        if self._notice is not None and self._notice.arranged is not None:
            return "help", _("When to get help")
        return "unfold", _("Show all of it")

    def _made_line(self) -> MessageStrip:
        if self._line is None:
            from diary.ui.widgets.strip import MessageStrip  # noqa: PLC0415 - most days have none

            self._line = MessageStrip("note", "", name=LINE)
            self._line.action_requested.connect(self._on_strip_action_requested)
            self._column.addWidget(self._line)
        return self._line

    def _made_full(self) -> SafetyStrip:
        if self._full is None:
            from diary.ui.safety.strip import SafetyStrip  # noqa: PLC0415 - most days have none

            self._full = SafetyStrip()
            self._full.action_requested.connect(self._on_strip_action_requested)
            self._full.help_arranged.connect(self._on_full_help_arranged)
            self._full.phone_copied.connect(self._on_full_phone_copied)
            self._full.order_changed.connect(self.order_changed)
            self._column.addWidget(self._full)
        return self._full

    # ---- what the person does ------------------------------------------------------------------

    @Slot(str)
    def _on_strip_action_requested(self, key: str) -> None:
        notice = self._notice
        if notice is None:
            return
        if key == "change":
            first = notice.standing[0]
            place = SignPlace(first.on, first.knee, first.signs.noted[0])
            self.navigate_requested.emit("today", place)
        elif key in ("fold", "unfold"):
            self._fold(notice.on, is_folded=key == "fold")
            self.look()
            stops = self.tab_stops()
            stops[0].setFocus()
        else:
            self.navigate_requested.emit(_ELSEWHERE[key], None)

    @Slot(str)
    def _on_full_help_arranged(self, text: str) -> None:
        if self._notice is None:
            return
        context = self._context
        event = help_arranged(self._notice, context.new_id(), context.today(), text)
        if context.undo.push(_("help arranged"), Change(None, event)):
            context.messages.toast(_("Help arranged."), _("Undo"), self._take_back)
        for stop in self.tab_stops()[:1]:
            stop.setFocus()

    @Slot(str)
    def _on_full_phone_copied(self, phone: str) -> None:
        QGuiApplication.clipboard().setText(phone)
        self._context.messages.tell(_("Number copied."))

    def _take_back(self) -> None:
        self._context.undo.undo()
