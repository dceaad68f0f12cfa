"""The place of the safety strip: above the page, the same for every page that speaks of the knee.

It looks at what is on screen, so that a sign is answered at once, whether it could be written or
not. It never opens a window, never sounds, and cannot be closed; only folded to one line, for the
rest of the day and until another sign is ticked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, time
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.change import Change, ChangeSet
from diary.domain.period import local
from diary.domain.rules.safety import SafetyNotice, help_arranged, noted_keys
from diary.ui.context import PageContext
from diary.ui.pages.page import Page, SignPlace
from diary.ui.present_signs import present_notice
from diary.ui.theme import em
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
_KEPT_EM = 11
# In a window smaller than this one button with a menu stands for several.
_SMALL_EM = 30
# So many signs are kept as folded, of all diaries together.
_KEPT_FOLDED = 200
_ELSEWHERE = {"help": "get_help", "phones": "preferences_safety"}


class SafetyPlace(StripRoom):
    """Shows what stands now and on the day the page is on; empty, it takes no room.

    `navigate_requested` is that of `Page`. `order_changed` tells that there are other stops.
    """

    navigate_requested = Signal(str, object)
    order_changed = Signal()

    def __init__(self, context: PageContext) -> None:
        self._content = QWidget()
        super().__init__(
            self._content, name="safety.scroll", most=_MOST_OF_WINDOW, kept_em=_KEPT_EM
        )
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._context = context
        self._page: Page | None = None
        self._notice: SafetyNotice | None = None
        self._view: tuple[SafetyView, bool] | None = None
        # The signs that were shown and said aloud today, by the day they are about and their key.
        self._seen: set[tuple[date, str]] = set()
        self._said: set[tuple[date, str]] = set()
        self._seen_on: date | None = None
        # Those of today, with the time at which they came while somebody looked.
        self._times: dict[str, time | None] = {}
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
            if self._page is not None:
                self._page.day_shown.disconnect(self.look)
            self._page = page
            page.day_shown.connect(self.look)
        self.look()

    def fit(self) -> None:
        if self._full is not None:
            size = self.window().size()
            self._full.set_tight(is_tight=max(size.width(), size.height()) < _SMALL_EM * em())
            self._column.activate()
        super().fit()

    def leave(self) -> None:
        """The pages go, and with them the diary."""
        self._page = None
        self._seen_on = None
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
        self._notice = notice = present_notice(context, page.shown_day())
        self._follow_day()
        is_new = notice is not None and self._take_in(notice)
        if notice is None:
            self._put_away()
            return
        from diary.ui.safety.safety_view import safety_view  # noqa: PLC0415 - most days have none

        diary, today = context.undo.shown_diary(), context.today()
        times = {key: at for key, at in self._times.items() if at is not None}
        view = safety_view(notice, diary, today, context.formats(), times)
        is_line = not notice.told or self._is_folded(notice)
        if (view, is_line) != self._view:
            self._view = (view, is_line)
            self._show(view, is_line=is_line)
        if self._full is not None:
            # Where nobody could keep it, the page itself takes nothing either.
            around = self.parentWidget()
            self._full.let_arrange(is_possible=around is None or page.isEnabledTo(around))
        if is_new:
            shown = self._line if is_line else self._full
            if shown is not None:
                announce(shown, shown.accessibleName(), is_urgent=True)

    # ---- what is shown -------------------------------------------------------------------------

    def _follow_day(self) -> None:
        """Forget the signs that are not ticked any more, so that they are new when they come."""
        diary, today = self._context.undo.shown_diary(), self._context.today()
        of_today = noted_keys(diary, today)
        if self._seen_on != today:
            self._seen_on, self._seen, self._said = today, set(), set()
            self._times = dict.fromkeys(of_today)
            return
        stamp = self._context.stamp()
        now = local(stamp.recorded_at, stamp.timezone).time()
        self._times = {key: self._times.get(key, now) for key in of_today}
        gone = {(on, key) for on, key in self._seen if key not in noted_keys(diary, on)}
        self._seen -= gone
        self._said -= gone
        self._fold(gone, is_folded=False)

    def _take_in(self, notice: SafetyNotice) -> bool:
        """Remember what is told; True when some of it has to be said aloud."""
        told = _signs_told(notice)
        self._seen |= told
        # What was arranged is known when the whole diary is there; until then nothing is said.
        if not self._context.journal.is_attached or told <= self._said:
            return False
        self._said |= told
        return True

    def _marks(self, signs: Iterable[tuple[date, str]]) -> set[str]:
        """What signs are folded by: for this diary, and for today alone."""
        state, today = self._context.ui_state, self._context.today()
        return {state.hashed(f"{FOLDED} {today} {on} {key}") for on, key in signs}

    def _is_folded(self, notice: SafetyNotice) -> bool:
        folded = self._context.ui_state.get(FOLDED, list[str]())
        return bool(folded) and self._marks(_signs_told(notice)) <= set(folded)

    def _fold(self, signs: Collection[tuple[date, str]], *, is_folded: bool) -> None:
        folded = self._context.ui_state.get(FOLDED, list[str]())
        if not signs or not (folded or is_folded):
            return
        marks = self._marks(signs)
        others = [each for each in folded if each not in marks]
        wanted = [*others, *sorted(marks)][-_KEPT_FOLDED:] if is_folded else others
        if wanted != folded:
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
        if self._notice is not None and not self._notice.told:
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
            first = notice.told[0]
            place = SignPlace(first.on, first.knee, first.signs.noted[0])
            self.navigate_requested.emit("today", place)
        elif key in ("fold", "unfold"):
            self._fold(_signs_told(notice), is_folded=key == "fold")
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
        events = help_arranged(self._notice, context.new_id, context.today(), text)
        changes = ChangeSet(tuple(Change(None, event) for event in events))
        if context.undo.push(_("help arranged"), changes):
            context.messages.toast(_("Help arranged."), _("Undo"), self._take_back)
        for stop in self.tab_stops()[:1]:
            stop.setFocus()

    @Slot(str)
    def _on_full_phone_copied(self, phone: str) -> None:
        QGuiApplication.clipboard().setText(phone)
        self._context.messages.tell(_("Number copied."))

    def _take_back(self) -> None:
        self._context.undo.undo()


def _signs_told(notice: SafetyNotice) -> set[tuple[date, str]]:
    """What is told in full, by day and key."""
    return {(each.on, key) for each in notice.told for key in each.sign_keys()}
