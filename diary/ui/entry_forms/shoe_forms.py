"""Opens the form of a pair, keeps what was typed and not saved, and pushes what was saved."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.rules.shoe_wear import shoe_wear
from diary.domain.shoe import Shoe, ShoeKind
from diary.ui.context import PageContext
from diary.ui.dialogs.shoe_draft import (
    ShoeDraft,
    ShoeSheet,
    new_shoe_draft,
    other_names,
    own_words,
    shoe_draft_of,
)
from diary.ui.dialogs.shoe_form import ShoeForm, ShoeFormDialog
from diary.ui.drafts import NEW
from diary.ui.entry_forms.draft_keeper import DraftKeeper
from diary.ui.entry_forms.kept_entries import SHOE
from diary.ui.entry_forms.saving import changed, is_shown, push_and_tell
from diary.words import _


class ShoeForms(QObject):
    """`shoe_saved` carries the id of a pair that was added or changed."""

    shoe_saved = Signal(str)

    def __init__(self, context: PageContext, owner: QWidget) -> None:
        super().__init__(owner)
        self._context = context
        self._owner = owner

    @Slot()
    def add(self, over: QWidget | None = None) -> ShoeFormDialog:
        """Open the form of a new pair, over the dialog that asked for it if one did."""
        diary, on = self._context.undo.shown_diary(), self._context.today()
        start = new_shoe_draft(diary, on, self._context.formats())
        return self._open(None, self._context.new_id(), start, over)

    @Slot(str)
    def edit(self, shoe_id: str) -> ShoeFormDialog:
        """Open the form of a pair."""
        diary, on = self._context.undo.shown_diary(), self._context.today()
        shoe = diary.shoes[shoe_id]
        start = shoe_draft_of(shoe, diary, on, self._context.formats())
        return self._open(shoe, shoe_id, start, None)

    def _open(
        self, base: Shoe | None, shoe_id: str, start: ShoeDraft, over: QWidget | None
    ) -> ShoeFormDialog:
        context = self._context
        diary, on, formats = context.undo.shown_diary(), context.today(), context.formats()
        runs = [run for run in diary.runs.values() if run.shoe_id == shoe_id]
        settings = diary.settings
        sheet = ShoeSheet(
            shoe_id=shoe_id,
            base=base,
            opened=start,
            unit=formats.unit,
            ran_m=sum(run.distance_m or 0.0 for run in runs),
            limit_m=shoe_wear(base, runs, settings, on).limit_m if base is not None else 0.0,
            taken=other_names(diary, shoe_id),
            on=on,
        )
        keeper = self._keeper(NEW if base is None else shoe_id)

        def limit_for(kind: ShoeKind) -> str:
            return formats.distance_value(settings.shoe_limit_m(kind), 0)

        form = ShoeForm(
            sheet,
            formats,
            limit_for,
            own_words(shoe.brand for shoe in diary.shoes.values()),
            own_words(shoe.model for shoe in diary.shoes.values()),
            keeper.kept(start),
        )
        dialog = ShoeFormDialog(form, over or self._owner)
        dialog.draft_dropped.connect(keeper.drop)
        dialog.accepted.connect(lambda: self._take(base, start, dialog))
        dialog.rejected.connect(lambda: keeper.keep(start, dialog.draft()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _take(self, base: Shoe | None, start: ShoeDraft, dialog: ShoeFormDialog) -> None:
        shoe = dialog.shoe()
        if shoe is None:
            return
        keeper, name = self._keeper(NEW if base is None else shoe.id), shoe.name
        if name.casefold() in other_names(self._context.undo.shown_diary(), shoe.id):
            # Another program was quicker with this name.
            keeper.keep(start, dialog.draft())
            self._context.messages.problem(InvalidValueError("name", Reason.DUPLICATE, name))
            return
        text = _("add {shoe}") if base is None else _("edit {shoe}")
        told = _("{shoe} added.") if base is None else _("{shoe} changed.")
        # From what the form began with: whatever has changed since then is not put back.
        change_set = changed(base, shoe)
        is_written = push_and_tell(
            self._context, text.format(shoe=name), change_set, told.format(shoe=name)
        )
        if is_shown(self._context, change_set):
            keeper.drop()
        else:
            # A pair that was taken away meanwhile can still be added as a new one.
            is_gone = shoe.id not in self._context.undo.shown_diary().shoes
            keeper.keep(start, dialog.draft(), is_gone=is_gone)
        if is_written:
            self.shoe_saved.emit(shoe.id)

    def _keeper(self, key: str) -> DraftKeeper[ShoeDraft]:
        return DraftKeeper(self._context.drafts, SHOE, key)
