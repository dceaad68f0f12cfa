"""Shoes: how far each pair has run, when it reaches its limit, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from diary.domain.change import ChangeSet
from diary.domain.errors import InvalidValueError
from diary.domain.rules.shoe_wear import shoe_wear
from diary.domain.shoe import Inspection, Shoe, SoleFinding
from diary.services.entries import put_shoe, remove_shoe
from diary.texts.problems import problem_text
from diary.ui.context import PageContext
from diary.ui.dialogs.form_parts import ChoiceBox, Fold
from diary.ui.dialogs.shoe_choice import runs_by_shoe
from diary.ui.dialogs.shoe_draft import checked_limit_m, with_limit
from diary.ui.entry_forms.saving import push_and_tell
from diary.ui.entry_forms.shoe_forms import ShoeForms
from diary.ui.pages.page import Commands, Page
from diary.ui.pages.shoes.card import ShoeCard
from diary.ui.pages.shoes.card_grid import CardGrid
from diary.ui.pages.shoes.shoe_view import ShoeView, shoe_view
from diary.ui.widgets.button import push_button
from diary.ui.widgets.empty_state import EmptyState
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.text import plain_label, set_plain_tooltip
from diary.words import _

# What the page can be asked to show.
IN_USE, RETIRED, ALL = "in_use", "retired", "all"


class ShoesPage(Page):
    """A card for each pair in use, and the retired ones folded away."""

    key = "shoes"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.title = _("Shoes")
        self._forms = ShoeForms(context, self)
        self._forms.shoe_saved.connect(self._on_forms_shoe_saved)
        self._cards: dict[str, ShoeCard] = {}
        # Fifty years leave a hundred retired pairs: they get cards when somebody wants to see them.
        self._has_retired_cards = False
        self._is_stale = True
        self.add = push_button(_("Add shoe"), kind="primary", icon_name="plus", name="shoes.add")
        set_plain_tooltip(self.add, _("Ctrl+Shift+N"))
        self.add.clicked.connect(self.add_shoe)
        shown = ((IN_USE, _("In use")), (RETIRED, _("Retired")), (ALL, _("All")))
        self.show_choice = ChoiceBox(_("Show"), shown, name="shoes.show")
        self.show_choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_choice.setMinimumContentsLength(8)
        self.show_choice.choice_changed.connect(self._on_show_choice_changed)
        self._in_use = CardGrid()
        self._retired = CardGrid()
        self._fold = Fold(_("Retired"), name="shoes.retired")
        self._fold.body.addWidget(self._retired)
        self._footnote = plain_label(
            _("A difference between shoes is not proof that the shoe is the reason."),
            role="small",
            word_wrap=True,
        )
        self._empty = EmptyState(
            "shoe",
            _("No shoes yet"),
            _("Add the pair you run in and the diary keeps count."),
            actions=[("add", _("Add shoe"))],
            name="shoes.empty",
        )
        self._empty.action_requested.connect(lambda _key: self.add_shoe())
        self._unread = EmptyState("shoe", "", name="shoes.unread")
        self._lay_out()
        context.bridge.entries_changed.connect(self._on_bridge_entries_changed)
        context.bridge.diary_ready.connect(self.refresh)
        context.unread.changed.connect(self.refresh)
        self._fold.fold_changed.connect(self._on_fold_changed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_app_focus_changed)

    def activate(self, where: object = None) -> None:
        """Show the pair `where` (its id), else the first; the focus goes to its card."""
        self.refresh()
        card = self._found(where) if isinstance(where, str) else None
        if card is not None:
            self._bring_out(card)
        else:
            card = next((each for each in self._cards.values() if self._is_out(each)), None)
        if card is None:
            is_empty = self._stack.currentWidget() is self._empty
            first = self._empty.button("add") if is_empty else self.add
            first.setFocus()
            return
        self._set_stop(card)
        card.setFocus()

    def actions_for_header(self) -> list[QWidget]:
        return [self.add, self.show_choice]

    def tab_stops(self) -> list[QWidget]:
        if self._stack.currentWidget() is self._empty:
            return [self._empty.button("add")]
        if self._stack.currentWidget() is self._unread:
            return []
        retired = self._retired_ids()
        in_use = [card for card in self._cards.values() if card.shoe_id not in retired]
        in_use = [] if self._in_use.isHidden() else in_use
        stops = [stop for card in in_use for stop in card.tab_stops()]
        stops.append(self._fold.button)
        for shoe_id in self._cards:
            stops += self._cards[shoe_id].tab_stops() if shoe_id in retired else []
        return stops

    def commands(self) -> Commands:
        return {"add": self.add_shoe}

    def card(self, shoe_id: str) -> ShoeCard:
        """The card of a pair."""
        return self._found(shoe_id) or self._cards[shoe_id]

    @Slot()
    def add_shoe(self) -> None:
        """Open the form of a new pair."""
        self._forms.add()

    @Slot()
    def refresh(self) -> None:
        """Show the pairs as the journal holds them."""
        self._is_stale = False
        unread = self.context.unread.text(self.context.journal)
        if unread is not None:
            self._unread.set_text(*unread)
            self.show_choice.hide()
            self._show(self._unread)
            return
        diary, on = self.context.journal.diary, self.context.today()
        formats = self.context.formats()
        runs = runs_by_shoe(diary.runs.values())
        pairs = sorted(diary.shoes.values(), key=_order)
        shoes = [shoe for shoe in pairs if self._has_retired_cards or not shoe.is_retired]
        views = [shoe_view(shoe, runs.get(shoe.id, []), diary, on, formats) for shoe in shoes]
        is_new_order = [view.shoe.id for view in views] != list(self._cards)
        is_moved = self._retired_ids() != {each.id for each in shoes if each.is_retired}
        retired = sum(shoe.is_retired for shoe in pairs)
        self._show_cards(views, on)
        if is_new_order or is_moved:
            self._place_cards(shoes)
        # Cards of both parts are equally wide.
        for grid in (self._in_use, self._retired):
            grid.leave_room_for(max(retired, len(pairs) - retired))
        self._fold.button.setText(_("Retired ({count})").format(count=retired))
        self._offer_retired(is_any=bool(retired))
        self._footnote.setHidden(not any(view.knees for view in views))
        self._show(self._scroll if pairs else self._empty)
        if is_new_order or is_moved:
            self.order_changed.emit()

    def _show(self, part: QWidget) -> None:
        is_new = self._stack.currentWidget() is not part
        self._stack.setCurrentWidget(part)
        if is_new:
            self.order_changed.emit()

    # ---- building ----

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 6, 20, 12)
        column.setSpacing(12)
        column.addWidget(self._in_use)
        column.addWidget(self._footnote)
        column.addWidget(self._fold)
        column.addStretch(1)
        self._scroll = VerticalScroll(content, name="shoes.scroll")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._unread)

    def _show_cards(self, views: Sequence[ShoeView], on: date) -> None:
        formats, old = self.context.formats(), self._cards
        self._cards = {}
        for view in views:
            card = old.pop(view.shoe.id, None)
            if card is None:
                card = self._new_card(view, on)
            else:
                card.show_view(view, formats, on)
            self._cards[view.shoe.id] = card
        for gone in old.values():
            gone.hide()
            gone.deleteLater()

    def _new_card(self, view: ShoeView, on: date) -> ShoeCard:
        card = ShoeCard(view, self.context.formats(), on)
        card.edit_requested.connect(self._forms.edit)
        card.delete_requested.connect(self._on_card_delete_requested)
        card.reuse_requested.connect(self._on_card_reuse_requested)
        card.retire_requested.connect(self._on_card_retire_requested)
        card.limit_requested.connect(self._on_card_limit_requested)
        card.look_requested.connect(self._on_card_look_requested)
        card.step_requested.connect(self._on_card_step_requested)
        card.panel_changed.connect(self.order_changed)
        return card

    def _place_cards(self, shoes: Sequence[Shoe]) -> None:
        self._in_use.set_cards([self._cards[s.id] for s in shoes if not s.is_retired])
        self._retired.set_cards([self._cards[s.id] for s in shoes if s.is_retired])
        cards = list(self._cards.values())
        if cards:
            focused = next((card for card in cards if card.hasFocus()), cards[0])
            self._set_stop(focused)

    def _found(self, shoe_id: str) -> ShoeCard | None:
        """The card of a pair, made now for a retired one; None where there is no such pair."""
        if shoe_id not in self._cards and shoe_id in self.context.journal.diary.shoes:
            self._make_retired_cards()
        return self._cards.get(shoe_id)

    def _make_retired_cards(self) -> None:
        self._has_retired_cards = True
        self.refresh()

    def _retired_ids(self) -> set[str]:
        return {
            shoe_id for shoe_id, card in self._cards.items() if self._retired.isAncestorOf(card)
        }

    def _offer_retired(self, *, is_any: bool) -> None:
        """Show the fold and the choice only while there is a retired pair."""
        self._fold.setHidden(not is_any)
        self.show_choice.setHidden(not is_any)
        if not is_any and self.show_choice.choice() != IN_USE:
            self._on_show_choice_changed(IN_USE)

    def _is_out(self, card: ShoeCard) -> bool:
        """True when a pair is neither folded away nor left out by the choice."""
        is_retired = card.shoe_id in self._retired_ids()
        return self._fold.is_open() if is_retired else not self._in_use.isHidden()

    def _bring_out(self, card: ShoeCard) -> None:
        """Show a pair that is folded away or left out."""
        if card.shoe_id in self._retired_ids():
            self._fold.set_open(True)
        elif self._in_use.isHidden():
            self._on_show_choice_changed(ALL)

    def _set_stop(self, chosen: ShoeCard) -> None:
        for card in self._cards.values():
            card.set_stop(is_stop=card is chosen)

    @Slot(object)
    def _on_show_choice_changed(self, choice: object) -> None:
        self._in_use.setHidden(choice == RETIRED)
        self._fold.set_open(choice != IN_USE)
        self.show_choice.set_choice(choice)
        self._reach_a_card()
        self.order_changed.emit()

    @Slot()
    def _on_fold_changed(self) -> None:
        """Have the choice say what is shown, whichever of the two was used."""
        if not self._fold.is_open():
            self._in_use.show()
        elif not self._has_retired_cards:
            self._make_retired_cards()
        self.show_choice.set_choice(self._choice_shown())
        self.order_changed.emit()

    def _choice_shown(self) -> str:
        if not self._fold.is_open():
            return IN_USE
        return RETIRED if self._in_use.isHidden() else ALL

    def _reach_a_card(self) -> None:
        """Let Tab reach a card that is shown; the focus stays where it is."""
        card = next((each for each in self._cards.values() if self._is_out(each)), None)
        if card is not None:
            self._set_stop(card)

    # ---- changes ----

    def _put(self, shoe: Shoe, text: str, told: str) -> None:
        change_set = put_shoe(self.context.undo.shown_diary(), shoe)
        push_and_tell(self.context, text, change_set, told)

    def _shoe(self, shoe_id: str) -> Shoe:
        return self.context.undo.shown_diary().shoes[shoe_id]

    @Slot(str, object)
    def _on_card_retire_requested(self, shoe_id: str, on: date) -> None:
        shoe = self._shoe(shoe_id)
        self._cards[shoe_id].close_panel()
        told = _("{shoe} retired.").format(shoe=shoe.name)
        self._put(replace(shoe, retired_on=on), _("retire {shoe}").format(shoe=shoe.name), told)
        self._focus_a_card(shoe_id)

    @Slot(str)
    def _on_card_reuse_requested(self, shoe_id: str) -> None:
        shoe = self._shoe(shoe_id)
        told = _("{shoe} is in use again.").format(shoe=shoe.name)
        self._put(replace(shoe, retired_on=None), _("use {shoe}").format(shoe=shoe.name), told)
        self._focus_a_card(shoe_id)

    @Slot(str, str)
    def _on_card_limit_requested(self, shoe_id: str, text: str) -> None:
        shoe, diary = self._shoe(shoe_id), self.context.undo.shown_diary()
        on, formats = self.context.today(), self.context.formats()
        runs = [run for run in diary.runs.values() if run.shoe_id == shoe_id]
        wear = shoe_wear(shoe, runs, diary.settings, on)
        try:
            limit_m = checked_limit_m(text, formats.unit, wear.distance_m)
        except InvalidValueError as error:
            self._cards[shoe_id].show_limit_error(problem_text(error, formats))
            return
        self._cards[shoe_id].close_panel()
        told = _("{shoe} lasts until {limit} now.").format(
            shoe=shoe.name, limit=formats.distance(limit_m, 0)
        )
        undo_text = _("limit of {shoe}").format(shoe=shoe.name)
        self._put(with_limit(shoe, limit_m, wear.limit_m, on), undo_text, told)

    @Slot(str, object)
    def _on_card_look_requested(self, shoe_id: str, findings: tuple[SoleFinding, ...]) -> None:
        shoe, on = self._shoe(shoe_id), self.context.today()
        self._cards[shoe_id].close_panel()
        earlier = tuple(each for each in shoe.inspections if each.on != on)
        looked = replace(shoe, inspections=(*earlier, Inspection(on, findings)))
        undo_text = _("look at {shoe}").format(shoe=shoe.name)
        self._put(looked, undo_text, _("Look at {shoe} noted.").format(shoe=shoe.name))

    @Slot(str)
    def _on_card_delete_requested(self, shoe_id: str) -> None:
        name = self._shoe(shoe_id).name
        try:
            change_set = remove_shoe(self.context.journal.diary, shoe_id)
        except InvalidValueError as error:
            self.context.messages.problem(error)
            return
        told = _("{shoe} deleted.").format(shoe=name)
        text = _("delete {shoe}").format(shoe=name)
        push_and_tell(self.context, text, change_set, told)
        self._focus_a_card(None)

    # ---- focus and news ----

    def _focus_a_card(self, shoe_id: str | None) -> None:
        """Keep the focus on the page when the card it was in has moved or gone."""
        card = self._cards.get(shoe_id or "")
        if card is None or not card.isVisible():
            card = next((each for each in self._cards.values() if each.isVisible()), None)
        if card is None:
            self.add.setFocus()
            return
        self._set_stop(card)
        card.setFocus()

    @Slot(int)
    def _on_card_step_requested(self, step: int) -> None:
        cards = [card for card in self._cards.values() if card.isVisible()]
        sender = next((place for place, card in enumerate(cards) if card.hasFocus()), None)
        if sender is None or not 0 <= sender + step < len(cards):
            return
        self._set_stop(cards[sender + step])
        cards[sender + step].setFocus()

    def _on_app_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        for card in self._cards.values():
            is_inside = new is not None and new is not card and card.isAncestorOf(new)
            card.set_entered(is_entered=is_inside)
            if new is card or is_inside:
                self._set_stop(card)

    @Slot(str)
    def _on_forms_shoe_saved(self, shoe_id: str) -> None:
        self._focus_a_card(shoe_id)

    @Slot(object)
    def _on_bridge_entries_changed(self, change_set: ChangeSet) -> None:
        kinds = ("run", "shoe", "settings", "person")
        if change_set and not any(change_set.touches(kind) for kind in kinds):
            return
        self._is_stale = True
        if self.isVisible():
            self.refresh()


def _order(shoe: Shoe) -> tuple[bool, str]:
    return (shoe.is_retired, shoe.name.casefold())
