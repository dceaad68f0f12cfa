"""What is told outside the window and what goes on when it is closed: three cards of choices.

They belong to this computer and not to the diary, so nothing here is a step of the undo history.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.services.notifying import EVERY_DAY, MOST_A_DAY, NotificationChoices
from diary.texts.numbers import DAY_NAMES
from diary.texts.problems import problem_text
from diary.ui.background import TrayChoices
from diary.ui.context import PageContext
from diary.ui.preferences.notification_rows import SwitchRow, TimeField
from diary.ui.preferences.rows import ButtonRow
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.card import Card
from diary.ui.widgets.chip_group import ChipGroup
from diary.ui.widgets.fields import ChoiceRow
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import flowing_label
from diary.words import _

_NAME = "preferences.notifications"
_BETWEEN = 14


class NotificationsGroup(QObject):
    """The cards, to be put on a page; `words` is what the search looks through.

    `help_requested` asks for the page of the help about it.
    """

    help_requested = Signal()

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._background = context.background
        self._tray = TrayChoices(context.ui_state)
        self.cards = (self._build_told(), self._build_prompt(), self._build_closed())
        self._background.changed.connect(self.refresh)
        self.words = " ".join(
            (
                *(card.accessibleName() for card in self.cards),
                *(row.tick.label for row in self._switches()),
                *(_("Notifications"), _("Quiet hours"), _("At most a day")),
            )
        )

    @Slot()
    def refresh(self) -> None:
        """Show what is chosen now."""
        choices = self._background.kept.choices()
        self.safety.show_choice(is_on=choices.has_safety)
        self.each.show_choice(is_on=choices.has_reminders)
        self.summary.show_choice(is_on=choices.has_summary, is_possible=not choices.has_reminders)
        self.hide.show_choice(is_on=not choices.has_details)
        self.most.set_choice(str(choices.most_a_day))
        self.quiet_from.show_time(choices.quiet_from)
        self.quiet_to.show_time(choices.quiet_to)
        self._show_prompt(choices)
        self._show_closed()

    def reset(self) -> None:
        """Choose what is usual; starting at login stays as it is."""
        for field in (self.quiet_from, self.quiet_to, self.prompt_at):
            field.forget_typed()
        self._tray.choose_entry(is_shown=True)
        self._tray.choose_running(is_kept=False)
        self._keep(NotificationChoices())

    def forget_wrong(self) -> None:
        """Show what is kept in place of everything that was refused."""
        for field in (self.quiet_from, self.quiet_to, self.prompt_at):
            field.forget_typed()

    # ---- building ------------------------------------------------------------------------------

    def _build_told(self) -> Card:
        card = _card(
            _("Notifications"),
            _(
                "A line on the desktop while Kneelog runs and you look elsewhere. Whatever it says "
                "stands on the Reminders page too. Nothing is told twice, or while you can see it."
            ),
        )
        self.safety = self._switch(
            "safety",
            _("Signs that should be looked at"),
            _("Outside the number a day. Those for today come in quiet hours too."),
        )
        self.each = self._switch(
            "each",
            _("Each new reminder as it comes"),
            _("Else it waits for the one line of a day."),
        )
        self.summary = self._switch(
            "summary", _("Once a day, what is new"), _("One line, and none on days without news.")
        )
        self.hide = self._switch(
            "hide",
            _("Hide details"),
            _("The line then says no more than “Kneelog: a reminder is waiting”."),
        )
        title = _("At most a day")
        numbers = {str(each): str(each) for each in range(1, MOST_A_DAY + 1)}
        self.most = ChoiceRow(title, {"0": _("None"), **numbers}, name=f"{_NAME}.most")
        self.most.choice_changed.connect(self._on_most_choice_changed)
        self.quiet_from = TimeField(_("From"), _("Quiet hours, from"), name=f"{_NAME}.quiet_from")
        self.quiet_to = TimeField(_("to"), _("Quiet hours, to"), name=f"{_NAME}.quiet_to")
        self.quiet_from.time_given.connect(self._on_quiet_from_time_given)
        self.quiet_to.time_given.connect(self._on_quiet_to_time_given)
        self.each.chosen.connect(self._on_each_chosen)
        self.summary.chosen.connect(self._on_summary_chosen)
        self.safety.chosen.connect(self._on_safety_chosen)
        self.hide.chosen.connect(self._on_hide_chosen)
        for part in (self.safety, self.each, self.summary, self.hide):
            card.body.addWidget(part)
        card.body.addWidget(_under(title, self.most))
        hours = _side_by_side(self.quiet_from, self.quiet_to)
        card.body.addWidget(_under(_("Quiet hours"), hours))
        return card

    def _build_prompt(self) -> Card:
        card = _card(
            _("A question for today's scores"),
            _(
                "Only while a score of the day is open, not while you are away, and not after two "
                "weeks without an entry. It counts as one of the day and takes the others along."
            ),
        )
        self.prompt = self._switch("prompt", _("Ask me"), "")
        self.prompt_at = TimeField(_("at"), _("Ask me at"), name=f"{_NAME}.prompt_at")
        self.prompt_at.time_given.connect(self._on_prompt_at_time_given)
        self.prompt.chosen.connect(self._on_prompt_chosen)
        self.days = ChipGroup(
            dict(zip(map(str, sorted(EVERY_DAY)), self._day_names(), strict=True)),
            name=f"{_NAME}.days",
        )
        self.days.setAccessibleName(_("Days of the question"))
        self.days.answers_changed.connect(self._on_days_answers_changed)
        self._prompt_note = flowing_label("", role="hint", name=f"{_NAME}.prompt_note")
        card.body.addWidget(_side_by_side(self.prompt, self.prompt_at))
        for part in (self.days, self._prompt_note):
            card.body.addWidget(part)
        return card

    def _build_closed(self) -> Card:
        card = _card(_("With the window closed"), "")
        self.entry = self._switch("entry", _("Show Kneelog in the tray"), "")
        self.stay = self._switch(
            "stay",
            _("Closing the window leaves Kneelog in the tray"),
            _("File > Quit ends it all the same."),
        )
        self.login = self._switch("login", _("Start Kneelog when I log in"), "")
        self.entry.chosen.connect(self._on_entry_chosen)
        self.stay.chosen.connect(self._on_stay_chosen)
        self.login.chosen.connect(self._on_login_chosen)
        link = push_button(_("A timer of your own"), kind="quiet", name=f"{_NAME}.help")
        link.clicked.connect(self.help_requested)
        for part in (self.entry, self.stay, self.login, ButtonRow((link,))):
            card.body.addWidget(part)
        return card

    def _switch(self, key: str, label: str, hint: str) -> SwitchRow:
        return SwitchRow(label, hint, name=f"{_NAME}.{key}")

    def _switches(self) -> tuple[SwitchRow, ...]:
        told = (self.safety, self.each, self.summary, self.hide)
        return (*told, self.prompt, self.entry, self.stay, self.login)

    def _day_names(self) -> tuple[str, ...]:
        return self._context.formats().day_names or tuple(_(name) for name in DAY_NAMES)

    # ---- what is shown -------------------------------------------------------------------------

    def _show_prompt(self, choices: NotificationChoices) -> None:
        self.prompt.show_choice(is_on=choices.has_prompt)
        self.prompt_at.show_time(choices.prompt_at)
        self.days.set_answers({str(day): day in choices.prompt_days for day in EVERY_DAY})
        note = ""
        if choices.has_prompt and choices.most_a_day == 0:
            note = _("Not asked: at most a day is “None”.")
        elif choices.has_prompt and not choices.is_prompt_heard:
            note = _("Not asked: that is within your quiet hours.")
        elif choices.has_prompt and not choices.prompt_days:
            note = _("Not asked: no day is ticked.")
        self._prompt_note.setText(note)
        self._prompt_note.setHidden(not note)

    def _show_closed(self) -> None:
        has_tray, switch = self._background.has_tray, self._background.start_at_login
        is_shown = self._tray.shows_entry()
        self.entry.show_choice(is_on=is_shown and has_tray, is_possible=has_tray)
        self.entry.say(
            _("With today's scores one click away.")
            if has_tray
            else _("This desktop has no tray, so nothing is told while Kneelog runs.")
        )
        can_stay = has_tray and is_shown
        self.stay.show_choice(is_on=can_stay and self._tray.keeps_running(), is_possible=can_stay)
        self.login.show_choice(
            is_on=switch is not None and switch.is_on(), is_possible=switch is not None
        )
        if switch is None:
            self.login.say(_("Kneelog does not know how this system starts programs."))
        elif has_tray:
            self.login.say(_("It starts in the tray."))
        else:
            self.login.say(_("It starts with its window out of the way."))

    # ---- what the person does ------------------------------------------------------------------

    def _keep(self, choices: NotificationChoices) -> None:
        self._background.kept.choose(choices)
        self._background.changed.emit()

    def _choices(self) -> NotificationChoices:
        return self._background.kept.choices()

    @Slot(bool)
    def _on_safety_chosen(self, is_on: bool) -> None:
        self._keep(replace(self._choices(), has_safety=is_on))

    @Slot(bool)
    def _on_each_chosen(self, is_on: bool) -> None:
        self._keep(replace(self._choices(), has_reminders=is_on))

    @Slot(bool)
    def _on_summary_chosen(self, is_on: bool) -> None:
        self._keep(replace(self._choices(), has_summary=is_on))

    @Slot(bool)
    def _on_hide_chosen(self, is_on: bool) -> None:
        self._keep(replace(self._choices(), has_details=not is_on))

    @Slot(object)
    def _on_most_choice_changed(self, key: object) -> None:
        usual = NotificationChoices().most_a_day
        self._keep(replace(self._choices(), most_a_day=usual if key is None else int(str(key))))

    @Slot(object)
    def _on_quiet_from_time_given(self, at: time) -> None:
        self._keep(replace(self._choices(), quiet_from=at))

    @Slot(object)
    def _on_quiet_to_time_given(self, at: time) -> None:
        self._keep(replace(self._choices(), quiet_to=at))

    @Slot(bool)
    def _on_prompt_chosen(self, is_on: bool) -> None:
        self._keep(replace(self._choices(), has_prompt=is_on))

    @Slot(object)
    def _on_prompt_at_time_given(self, at: time) -> None:
        self._keep(replace(self._choices(), prompt_at=at))

    @Slot(dict)
    def _on_days_answers_changed(self, answers: dict[str, bool | None]) -> None:
        days = frozenset(int(day) for day, is_on in answers.items() if is_on)
        self._keep(replace(self._choices(), prompt_days=days))

    @Slot(bool)
    def _on_entry_chosen(self, is_on: bool) -> None:
        self._tray.choose_entry(is_shown=is_on)
        self._background.changed.emit()

    @Slot(bool)
    def _on_stay_chosen(self, is_on: bool) -> None:
        self._tray.choose_running(is_kept=is_on)
        self._background.changed.emit()

    @Slot(bool)
    def _on_login_chosen(self, is_on: bool) -> None:
        switch = self._background.start_at_login
        problem = ""
        try:
            if switch is not None:
                switch.choose(is_on=is_on)
        except OSError as error:
            problem = problem_text(error)
        self._show_closed()
        if problem:
            self.login.say(problem)
            announce(self.login, problem, is_urgent=True)


def _card(title: str, hint: str) -> Card:
    card = Card(title)
    # A switch stands nearer to the line below it than to the next one.
    card.body.setSpacing(_BETWEEN)
    if hint:
        card.body.addWidget(flowing_label(hint, role="hint"))
    return card


def _under(title: str, choice: QWidget) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(flowing_label(title, role="strong"))
    column.addWidget(choice)
    return part


def _side_by_side(*parts: QWidget) -> QWidget:
    line = QWidget()
    flow = FlowLayout(line)
    for part in parts:
        flow.addWidget(part)
    return line
