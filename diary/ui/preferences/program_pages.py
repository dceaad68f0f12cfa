"""The pages about the program: look, data and backup, privacy."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from diary.ui.context import PageContext
from diary.ui.dialogs.form_parts import ChoiceBox
from diary.ui.look import NORMAL, TEXT_SIZES, WindowLook
from diary.ui.preferences.page import PreferencesPage
from diary.ui.preferences.rows import ButtonRow
from diary.ui.widgets.button import push_button
from diary.ui.widgets.fields import ChoiceRow
from diary.ui.widgets.text import flowing_label
from diary.words import _


class LookPage(PreferencesPage):
    """Theme and text size; they belong to this computer and not to the diary."""

    key = "look"

    @classmethod
    def heading(cls) -> str:
        return _("Look")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._look = WindowLook(context.ui_state)
        card = self.card(_("Theme"))
        themes = {
            "system": _("Same as the system"),
            "light": _("Light"),
            "dark": _("Dark"),
            "contrast": _("High contrast"),
        }
        self.theme = ChoiceRow(_("Theme"), themes, name="preferences.look.theme")
        self.theme.choice_changed.connect(self._on_theme_choice_changed)
        card.body.addWidget(self.theme)
        card = self.card(_("Text size"), _("Ctrl with + or - changes it from everywhere."))
        sizes = [(size, f"{size} %") for size in TEXT_SIZES]
        self.text_size = ChoiceBox(_("Text size"), sizes, name="preferences.look.text_size")
        self.text_size.choice_changed.connect(self._on_text_size_choice_changed)
        card.body.addWidget(ButtonRow((self.text_size,)))
        self.body.addStretch(1)
        self.words += " " + " ".join(themes.values())

    def refresh(self) -> None:
        super().refresh()
        self.theme.set_choice(self._look.theme())
        self.text_size.set_choice(self._look.text_percent())

    def can_reset(self) -> bool:
        return True

    def reset(self) -> None:
        self._look.choose_theme("system")
        self._look.choose_text_size(NORMAL)
        self.refresh()

    @Slot(object)
    def _on_theme_choice_changed(self, key: object) -> None:
        self._look.choose_theme(str(key or "system"))
        self.refresh()

    @Slot(object)
    def _on_text_size_choice_changed(self, size: object) -> None:
        self._look.choose_text_size(int(str(size)))


class DataPage(PreferencesPage):
    """Where the diary lies, its backups, and what was deleted.

    `command_requested` carries the key of the menu entry that does it.
    """

    key = "data"
    command_requested = Signal(str)

    @classmethod
    def heading(cls) -> str:
        return _("Data and backup")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._add(
            _("Diary file"),
            _("One plain file that only you may read. It is not encrypted."),
            (("where_data", _("Where my data is kept")),),
        )
        self._add(
            _("Backups"),
            _(
                "Made automatically: five minutes after a change, at most every half hour, when "
                "the window closes, and before an import, a restore or a new version. Each is "
                "opened and checked before it counts. All are kept for 48 hours, then one a day "
                "for 14 days, one a week for 10 weeks, one a month for 24 months, and the last "
                "of each year."
            ),
            (
                ("backup_now", _("Back up now")),
                ("restore", _("Restore from backup…")),
                ("backup_folder", _("Second backup folder…")),
            ),
        )
        self._add(
            _("Recently deleted"),
            _("What you delete can be brought back for 30 days."),
            (("recently_deleted", _("Recently deleted…")),),
        )
        self.body.addStretch(1)

    def _add(self, title: str, hint: str, buttons: tuple[tuple[str, str], ...]) -> None:
        card = self.card(title, hint)
        row = []
        for key, text in buttons:
            button = push_button(text, name=f"preferences.data.{key}")
            button.clicked.connect(lambda _=False, key=key: self.command_requested.emit(key))
            row.append(button)
            self.words += f" {text}"
        card.body.addWidget(ButtonRow(row))


class PrivacyPage(PreferencesPage):
    """What leaves this computer and what does not, in plain words."""

    key = "privacy"

    @classmethod
    def heading(cls) -> str:
        return _("Privacy")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        for title, text in (
            (
                _("Nothing is sent anywhere"),
                _("Kneelog has no account and no connection to the network."),
            ),
            (
                _("The file on this computer"),
                _(
                    "The diary is a plain file with rights for you alone. Whoever can use your "
                    "account on this computer can read it; a password in Kneelog would not "
                    "change that, so there is none."
                ),
            ),
            (
                _("What you hand over"),
                _("Your name goes along only when you tick it. Routes are not kept."),
            ),
        ):
            card = self.card(title)
            card.body.addWidget(flowing_label(text))
            self.words += f" {text}"
        self.body.addStretch(1)
