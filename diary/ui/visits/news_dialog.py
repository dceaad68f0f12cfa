"""What a PT has given back: the notes, kept together, and each suggestion, taken or left.

Nothing is taken by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from diary.domain.change import ChangeSet
from diary.domain.knee_notes import Belonging, KneeNotes, NewsOfNotes, ReadNotes, Standing
from diary.domain.offer import Offer, PlanOffer
from diary.domain.rule import Rule
from diary.services.pt_notes import news_of, take_notes, take_offer
from diary.services.pt_plan_offers import is_plan_offer, take_plan_offer
from diary.texts.exchange import notes_problem_text
from diary.texts.pt_notes import (
    belonging_text,
    news_text,
    offer_text,
    pin_text,
    standing_text,
    taking_text,
)
from diary.ui.context import PageContext
from diary.ui.dialogs.reading import fit_to_text
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.card import Card
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.strip import MessageStrip
from diary.ui.widgets.text import plain_label
from diary.words import _, plural

NAME = "news"
_WIDTH_EM, _HEIGHT_EM = 40, 34
_MOST_PROBLEMS = 3


class _OfferCard(Card):
    """One suggestion with Use and Leave, or why it cannot be used."""

    def __init__(self, place: int, text: str) -> None:
        super().__init__(name=f"{NAME}.offer.{place}")
        self.setAccessibleName(text)
        self.body.addWidget(plain_label(text, role="strong", word_wrap=True))
        self._hint = plain_label("", role="hint", word_wrap=True)
        self._hint.hide()
        self.body.addWidget(self._hint)
        self._state = plain_label("", role="hint", word_wrap=True)
        self._buttons = QWidget()
        row = FlowLayout(self._buttons)
        self.use = push_button(_("Use"), name=f"{NAME}.offer.{place}.use")
        self.leave = push_button(_("Leave"), name=f"{NAME}.offer.{place}.leave")
        self.use.setAccessibleName(_("Use: {what}").format(what=text))
        self.leave.setAccessibleName(_("Leave: {what}").format(what=text))
        row.addWidget(self.use)
        row.addWidget(self.leave)
        self.body.addWidget(self._buttons)
        self.body.addWidget(self._state)

    def show_hint(self, text: str) -> None:
        """Say what using it would do."""
        self._hint.setText(text)
        self.use.setAccessibleDescription(text)

    def show_state(self, text: str) -> None:
        """Say how it stands; an empty text asks again."""
        self._state.setText(text)
        self._state.setHidden(not text)
        self._hint.setHidden(bool(text) or not self._hint.text())
        self._buttons.setHidden(bool(text))


class NewsDialog(QDialog):
    """Takes through the undo history what the person says."""

    def __init__(
        self, context: PageContext, read: ReadNotes, handed_over: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName(NAME)
        self.setWindowTitle(_("From my PT"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._given = read.notes or KneeNotes()
        self._handed_over = tuple(handed_over)
        self._received_at = context.stamp().recorded_at
        self._left: set[str] = set()
        self._used: set[str] = set()
        self._step = ""
        self._told = MessageStrip("info", "", name=f"{NAME}.told")
        self._told.action_requested.connect(self._on_told_action_requested)
        self._told.hide()
        inside = QWidget()
        self._body = QVBoxLayout(inside)
        self._body.setContentsMargins(20, 16, 20, 12)
        self._body.setSpacing(12)
        self._fill_top(read, self._news())
        self._notes_said = plain_label("", word_wrap=True, name=f"{NAME}.notes")
        self.keep = push_button("", kind="primary", name=f"{NAME}.keep")
        self.keep.clicked.connect(self._on_keep_clicked)
        self._fill_notes(self._news())
        self._cards: list[tuple[Offer, _OfferCard]] = []
        self._fill_offers()
        self._body.addStretch(1)
        self.close_button = push_button(_("Close"), name=f"{NAME}.close")
        self.close_button.clicked.connect(self.accept)
        self._lay_out(inside)
        context.bridge.entries_changed.connect(self._on_bridge_entries_changed)
        self.refresh()
        fit_to_text(self, _WIDTH_EM, _HEIGHT_EM)
        self.close_button.setFocus()

    def refresh(self) -> None:
        """Show what of it is in the diary now."""
        news = self._news()
        count = len(news.notes)
        text = plural("Keep {n} note", "Keep {n} notes", count).format(n=count)
        self.keep.setText(text)
        self.keep.setAccessibleName(text)
        self.keep.setVisible(bool(count))
        is_kept = bool(self._given.notes) and not count
        self._notes_said.setText(_("The notes are in your diary.") if is_kept else "")
        self._notes_said.setVisible(is_kept)
        standings = {offer.id: standing for offer, standing in news.offers}
        for offer, card in self._cards:
            card.show_hint(self._hint(offer))
            standing = standings.get(offer.id, Standing.OPEN)
            if standing is Standing.OPEN and offer.id in self._left:
                card.show_state(_("Left as it is."))
            elif standing is Standing.TAKEN and offer.id in self._used:
                card.show_state(_("In use now."))
            else:
                card.show_state(standing_text(standing))

    def _news(self) -> NewsOfNotes:
        context = self._context
        diary, today = context.journal.diary, context.today()
        return news_of(
            self._given,
            diary,
            self._received_at,
            today,
            self._handed_over,
            is_urgent_open=self._is_urgent_open(),
        )

    def _is_urgent_open(self) -> bool:
        return any(each.rule is Rule.NOW for each in self._context.reminders.findings.open)

    # ---- building ------------------------------------------------------------------------------

    def _fill_top(self, read: ReadNotes, news: NewsOfNotes) -> None:
        given = self._given
        who = ", ".join(part for part in (given.initials, given.clinic) if part)
        title = _("From {who}").format(who=who) if who else _("From your PT")
        self._body.addWidget(plain_label(title, role="card_title", word_wrap=True))
        about = belonging_text(news, given)
        if news.belonging is Belonging.OTHER:
            self._body.addWidget(MessageStrip("look", about, name=f"{NAME}.other"))
        else:
            self._body.addWidget(plain_label(about, role="hint", word_wrap=True))
        self._body.addWidget(plain_label(news_text(news), word_wrap=True, name=f"{NAME}.count"))
        for problem in read.problems[:_MOST_PROBLEMS]:
            text = notes_problem_text(problem)
            self._body.addWidget(plain_label(text, role="warn", word_wrap=True))

    def _fill_notes(self, news: NewsOfNotes) -> None:
        diary, formats = self._context.journal.diary, self._context.formats()
        for note in news.notes:
            card = Card(pin_text(note, diary.runs, formats))
            card.body.addWidget(plain_label(note.text, word_wrap=True))
            self._body.addWidget(card)
        self._body.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeading)
        self._body.addWidget(self._notes_said)

    def _fill_offers(self) -> None:
        offers = self._given.offers
        if offers:
            self._body.addWidget(plain_label(_("Suggestions"), role="card_title"))
        for place, offer in enumerate(offers, 1):
            card = _OfferCard(place, offer_text(offer, self._context.formats()))
            card.use.clicked.connect(lambda _on=False, offer=offer: self._use(offer))
            card.leave.clicked.connect(lambda _on=False, offer=offer: self._leave(offer))
            self._cards.append((offer, card))
            self._body.addWidget(card)

    def _hint(self, offer: Offer) -> str:
        context = self._context
        if not is_plan_offer(offer):
            return ""
        return taking_text(offer, context.journal.diary, context.today())

    def _lay_out(self, inside: QWidget) -> None:
        buttons = QWidget()
        row = FlowLayout(buttons)
        row.addWidget(self.close_button)
        below = QVBoxLayout()
        below.setContentsMargins(20, 8, 20, 16)
        below.addWidget(self._told)
        below.addWidget(buttons, 0, Qt.AlignmentFlag.AlignTrailing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(VerticalScroll(inside, name=f"{NAME}.scroll"), 1)
        layout.addLayout(below)

    # ---- what the person does ------------------------------------------------------------------

    @Slot()
    def _on_keep_clicked(self) -> None:
        news = self._news()
        count = len(news.notes)
        step = plural("{n} note from your PT", "{n} notes from your PT", count).format(n=count)
        said = plural("{n} note kept in your diary.", "{n} notes kept in your diary.", count)
        change = take_notes(self._context.journal.diary, news)
        self._push(step, change, said.format(n=count))

    def _use(self, offer: Offer) -> None:
        change = self._plan_change(offer) if is_plan_offer(offer) else self._change(offer)
        self._used.add(offer.id)
        what = offer_text(offer, self._context.formats())
        said = _("In use now: {what}").format(what=what)
        self._push(_("suggestion of your PT"), change, said)

    def _change(self, offer: Offer) -> ChangeSet:
        stamp, diary = self._context.stamp(), self._context.journal.diary
        return take_offer(diary, offer, self._given, stamp.recorded_at, stamp.timezone)

    def _plan_change(self, offer: PlanOffer) -> ChangeSet:
        context = self._context
        return take_plan_offer(
            context.journal.diary,
            offer,
            context.today(),
            context.new_id,
            is_urgent_open=self._is_urgent_open(),
        )

    def _leave(self, offer: Offer) -> None:
        self._left.add(offer.id)
        self.refresh()
        self.close_button.setFocus()

    def _push(self, step: str, change: ChangeSet, text: str) -> None:
        if self._context.undo.push(step, change):
            self._step = step
            self._told.set_message("info", text, actions=[("undo", _("Undo"))])
            self._told.show()
            announce(self, text)
        self.close_button.setFocus()

    @Slot(str)
    def _on_told_action_requested(self, _key: str) -> None:
        self._told.hide()
        # A newer step may lie above this one; the menu takes steps back in order.
        if self._step and self._context.undo.undo_text() == self._step:
            self._context.undo.undo()
        self.close_button.setFocus()

    @Slot(object)
    def _on_bridge_entries_changed(self, _change_set: ChangeSet) -> None:
        self.refresh()
