"""The form of a pair of shoes; it hands back a `Shoe` and saves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from diary.domain.errors import InvalidValueError
from diary.domain.run import RunKind, Surface
from diary.domain.shoe import Shoe, ShoeKind
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.problems import problem_text
from diary.ui.dialogs.error_lines import ErrorLines
from diary.ui.dialogs.form_dialog import FormDialog
from diary.ui.dialogs.form_parts import ChoiceBox, Fold, Labelled, NoteField, two_columns
from diary.ui.dialogs.shoe_draft import FieldErrors, ShoeDraft, ShoeSheet, shoe_of
from diary.ui.widgets.announce import announce
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.chip_group import ChipGroup
from diary.ui.widgets.date_button import DateButton
from diary.ui.widgets.fields import LineField
from diary.ui.widgets.text import plain_label
from diary.words import _

NAME = "shoe_form"


@dataclass(frozen=True, slots=True)
class ShoeForm:
    """What the form is opened with.

    `limit_for` gives the default limit of a kind as it is typed; `brands` and `models` are the
    person's own, for completion; `kept` what was typed the last time and not saved.
    """

    sheet: ShoeSheet
    formats: Formats
    limit_for: Callable[[ShoeKind], str]
    brands: Sequence[str] = ()
    models: Sequence[str] = ()
    kept: ShoeDraft | None = None


class ShoeFormDialog(FormDialog):
    """Asks for one pair; after `accept`, `shoe` returns it."""

    def __init__(self, form: ShoeForm, parent: QWidget | None = None) -> None:
        is_new = form.sheet.base is None
        title = _("Add shoe") if is_new else _("Edit shoe")
        super().__init__(title, _("Save shoe"), name=NAME, parent=parent)
        self._form = form
        self._opened = form.sheet.opened
        self._shoe: Shoe | None = None
        self._is_limit_typed = not is_new
        self._build(form)
        self._lay_out()
        self._errors = self._error_lines()
        self._kind.choice_changed.connect(self._on_kind_choice_changed)
        self._limit.edit.textEdited.connect(self._on_limit_text_edited)
        self._more.fold_changed.connect(self.fit)
        self._fill(self._opened)
        if form.kept is not None and form.kept != self._opened:
            kept = form.kept
            text = _("Continue the shoe you started?") if is_new else _("Continue your changes?")
            self.offer_draft(text, lambda: self._take_kept(kept), lambda: self._name.edit)
        self._name.edit.setFocus()
        self._name.edit.selectAll()

    def shoe(self) -> Shoe | None:
        """The pair, once it was accepted."""
        return self._shoe

    def draft(self) -> ShoeDraft | None:
        """What is typed; None when nothing was changed."""
        told = self._told()
        return None if told == self._opened else told

    def submit(self) -> None:
        """Check the fields and accept."""
        shoe, errors = shoe_of(self._told(), self._form.sheet)
        self._show_errors(errors)
        if shoe is not None:
            self._shoe = shoe
            self.accept()

    def _build(self, form: ShoeForm) -> None:
        unit = form.formats.unit_label()
        self._name = LineField(_("Name"), name=f"{NAME}.name")
        kinds: list[tuple[object, str]] = [(kind, label(kind)) for kind in ShoeKind]
        if form.sheet.base is not None and form.sheet.base.kind is None:
            kinds.insert(0, (None, _("Not given")))
        self._kind = ChoiceBox(_("Kind"), kinds, name=f"{NAME}.kind")
        self._first = DateButton(
            self._opened.first_used_on,
            label=_("First used"),
            last_day=form.sheet.on,
            name=f"{NAME}.first_used",
        )
        self._initial = LineField(_("Already on them"), unit=unit, name=f"{NAME}.initial")
        self._limit = LineField(
            _("Limit"), unit=unit, hint=_usual_range(form.formats), name=f"{NAME}.limit"
        )
        self._more = Fold(_("More"), name=f"{NAME}.more")
        self._brand = LineField(_("Brand"), name=f"{NAME}.brand")
        self._model = LineField(_("Model"), name=f"{NAME}.model")
        _complete(self._brand, form.brands)
        _complete(self._model, form.models)
        self._kinds = ChipGroup({kind.value: label(kind) for kind in RunKind}, name=f"{NAME}.kinds")
        self._surfaces = ChipGroup(
            {surface.value: label(surface) for surface in Surface}, name=f"{NAME}.surfaces"
        )
        _name_chips(self._kinds, RunKind)
        _name_chips(self._surfaces, Surface)
        self._orthotics = TickChip(_("Orthotics or inserts"), name=f"{NAME}.orthotics")
        self._drop = LineField(_("Drop"), unit=_("mm"), name=f"{NAME}.drop")
        self._stack = LineField(_("Stack height"), unit=_("mm"), name=f"{NAME}.stack")
        self._note = NoteField(_("Note"), name=f"{NAME}.note")

    def _error_lines(self) -> ErrorLines:
        lines = {
            "name": self._name,
            "initial_distance_m": self._initial,
            "limit_m": self._limit,
            "brand": self._brand,
            "model": self._model,
            "drop_mm": self._drop,
            "stack_mm": self._stack,
        }
        return ErrorLines(
            self,
            lines,
            lambda: shoe_of(self._told(), self._form.sheet)[1],
            lambda error: problem_text(error, self._form.formats),
        )

    def _lay_out(self) -> None:
        top = two_columns()
        top.addWidget(self._name, 0, 0)
        top.addWidget(Labelled(_("Kind"), self._kind), 0, 1)
        first = Labelled(_("First used"), self._first, is_wide=False)
        base = self._form.sheet.base
        if base is not None and base.first_used_on is None:
            first.say_below(_("Not recorded yet; this is the first run in them."))
        top.addWidget(first, 1, 0)
        top.addWidget(self._initial, 1, 1)
        top.addWidget(self._limit, 2, 0, 1, 2)
        self.body.addLayout(top)
        more = two_columns()
        more.addWidget(self._brand, 0, 0)
        more.addWidget(self._model, 0, 1)
        more.addWidget(_section(_("Usual for"), self._kinds, self._surfaces), 1, 0, 1, 2)
        more.addWidget(self._orthotics, 2, 0, 1, 2, Qt.AlignmentFlag.AlignLeading)
        more.addWidget(self._drop, 3, 0)
        more.addWidget(self._stack, 3, 1)
        more.addWidget(_section(_("Note"), self._note), 4, 0, 1, 2)
        self._more.body.addLayout(more)
        self.body.addWidget(self._more)
        self.body.addStretch(1)

    def _fill(self, draft: ShoeDraft) -> None:
        self._name.set_text(draft.name)
        self._kind.set_choice(draft.kind)
        self._first.set_day(draft.first_used_on)
        self._initial.set_text(draft.initial)
        self._limit.set_text(draft.limit)
        self._brand.set_text(draft.brand)
        self._model.set_text(draft.model)
        self._kinds.set_answers(dict.fromkeys(draft.kinds, True))
        self._surfaces.set_answers(dict.fromkeys(draft.surfaces, True))
        self._orthotics.setChecked(draft.orthotics)
        self._drop.set_text(draft.drop)
        self._stack.set_text(draft.stack)
        self._note.setPlainText(draft.note)

    def _take_kept(self, kept: ShoeDraft) -> None:
        self._fill(kept)
        self._is_limit_typed = True

    def _told(self) -> ShoeDraft:
        kind = self._kind.choice()
        kinds, surfaces = self._kinds.answers(), self._surfaces.answers()
        return replace(
            self._opened,
            first_used_on=self._first.day(),
            name=self._name.text(),
            kind=kind if isinstance(kind, ShoeKind) else None,
            initial=self._initial.text(),
            limit=self._limit.text(),
            brand=self._brand.text(),
            model=self._model.text(),
            kinds=tuple(kind for kind in RunKind if kinds[kind]),
            surfaces=tuple(surface for surface in Surface if surfaces[surface]),
            orthotics=self._orthotics.isChecked(),
            drop=self._drop.text(),
            stack=self._stack.text(),
            note=self._note.toPlainText(),
        )

    def _show_errors(self, errors: FieldErrors) -> None:
        wrong: list[QWidget] = [*self._errors.show(errors)]
        note_error: InvalidValueError | None = errors.get("note")
        if note_error is not None:
            wrong.append(self._note)
            announce(self, problem_text(note_error, self._form.formats))
        if wrong:
            self._more.set_open(self._more.is_open() or self._more.isAncestorOf(wrong[0]))
            self.fit()
            wrong[0].setFocus()

    @Slot(object)
    def _on_kind_choice_changed(self, kind: object) -> None:
        if isinstance(kind, ShoeKind) and not self._is_limit_typed:
            self._limit.set_text(self._form.limit_for(kind))

    @Slot()
    def _on_limit_text_edited(self) -> None:
        self._is_limit_typed = True


def _name_chips(group: ChipGroup, members: Iterable[StrEnum]) -> None:
    """Say for each chip what it is about: "Other" alone says nothing."""
    for member in members:
        spoken = _("Usual for {what}").format(what=label(member))
        group.chip(member).setAccessibleName(spoken)


def _section(title: str, *parts: QWidget) -> QWidget:
    section = QWidget()
    layout = QVBoxLayout(section)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    layout.addWidget(plain_label(title, role="strong"))
    for part in parts:
        layout.addWidget(part)
    return section


def _usual_range(formats: Formats) -> str:
    if formats.unit == "mi":
        return _("Many runners replace them after 300 to 500 miles.")
    return _("Many runners replace them after 480 to 800 km.")


def _complete(line: LineField, texts: Sequence[str]) -> None:
    completer = QCompleter(list(texts), line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    line.edit.setCompleter(completer)
