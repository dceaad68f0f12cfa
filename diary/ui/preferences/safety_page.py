"""The page of the people to call, and the signs that ask for help; the signs cannot be changed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QPushButton

from diary.domain.errors import InvalidValueError
from diary.domain.person import Contact, ContactKind
from diary.services.settings import set_person
from diary.texts.help import help_paragraphs
from diary.texts.labels import label
from diary.texts.problems import problem_text
from diary.texts.safety import emergency_number
from diary.ui.context import PageContext
from diary.ui.preferences.page import PreferencesPage
from diary.ui.preferences.rows import ButtonRow
from diary.ui.widgets.button import push_button
from diary.ui.widgets.fields import LineField
from diary.ui.widgets.text import flowing_label
from diary.words import _, mark

_PROPOSED = mark("The region of your system proposes one. Look whether it is right for you.")


class SafetyPage(PreferencesPage):
    """Name and phone number of PT, doctor and emergency; kept in the diary and never exported."""

    key = "safety"

    @classmethod
    def heading(cls) -> str:
        return _("Safety")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.body.addWidget(
            flowing_label(
                _(
                    "These numbers stand where Kneelog says when to get help. They are kept in "
                    "your diary and are never exported."
                ),
                role="hint",
            )
        )
        self.names: dict[ContactKind, LineField] = {}
        self.phones: dict[ContactKind, LineField] = {}
        for kind in ContactKind:
            self._build_contact(kind)
        self._build_signs()
        self.body.addStretch(1)

    def refresh(self) -> None:
        super().refresh()
        person = self.diary().person
        for kind in ContactKind:
            kept = person.contact(kind) or Contact(kind)
            self.show_line(self.names[kind], kept.name)
            self.show_line(self.phones[kind], kept.phone)
        proposed = _proposed_number()
        emergency = person.contact(ContactKind.EMERGENCY)
        is_offered = bool(proposed) and (emergency is None or not emergency.phone)
        self.propose_button.setText(_("Use {number}").format(number=proposed))
        self.propose_button.setAccessibleName(
            _("Use {number} as the emergency number").format(number=proposed)
        )
        if self._proposal.isHidden() == is_offered:
            self._proposal.setHidden(not is_offered)
            self.order_changed.emit()

    # ---- parts ---------------------------------------------------------------------------------

    def _build_contact(self, kind: ContactKind) -> None:
        title = label(kind)
        card = self.card(title)
        for fields, word, part in (
            (self.names, _("Name"), "name"),
            (self.phones, _("Phone number"), "phone"),
        ):
            is_proposed = kind is ContactKind.EMERGENCY and part == "phone"
            name = f"preferences.safety.{kind}.{part}"
            field = LineField(word, hint=_(_PROPOSED) if is_proposed else "", name=name)
            field.edit.setAccessibleName(f"{title}, {word}")
            field.edit.editingFinished.connect(partial(self._take, kind))
            card.body.addWidget(field)
            fields[kind] = field
            self.words += f" {word}"
        if kind is ContactKind.EMERGENCY:
            self.propose_button: QPushButton = push_button("", name="preferences.safety.propose")
            self.propose_button.clicked.connect(self._on_propose_clicked)
            self._proposal = ButtonRow((self.propose_button,))
            self._proposal.hide()
            card.body.addWidget(self._proposal)

    def _build_signs(self) -> None:
        card = self.card(
            _("Signs that ask for help"),
            _("Fixed, and the same for everybody. They cannot be switched off."),
        )
        link = push_button(_("When to get help now"), icon_name="help", name="preferences.get_help")
        link.clicked.connect(self._on_link_clicked)
        card.body.addWidget(ButtonRow((link,)))
        for text in help_paragraphs("get_help"):
            card.body.addWidget(flowing_label(text))
            self.words += f" {text}"

    # ---- what the person does ------------------------------------------------------------------

    def _take(self, kind: ContactKind) -> None:
        name, phone = self.names[kind], self.phones[kind]
        person = self.diary().person
        for field in (name, phone):
            field.set_error("")
        try:
            given = Contact(kind, name.text(), phone.text())
            others = tuple(each for each in person.contacts if each.kind is not kind)
            changes = set_person(self.diary(), replace(person, contacts=(*others, given)))
        except InvalidValueError as error:
            wrong = name if error.field == "name" else phone
            wrong.set_error(problem_text(error, self.context.formats()))
            return
        self.push(label(kind), changes)
        self.refresh()

    @Slot()
    def _on_propose_clicked(self) -> None:
        kind = ContactKind.EMERGENCY
        # The button goes; the keyboard stays beside what came.
        self.phones[kind].edit.setFocus()
        self.phones[kind].set_text(_proposed_number())
        self._take(kind)

    @Slot()
    def _on_link_clicked(self) -> None:
        self.command_requested.emit("get_help")


def _proposed_number() -> str:
    """The emergency number of the region the system is set to; "" = none is known."""
    return emergency_number(QLocale.territoryToCode(QLocale().territory())) or ""
