"""The pages about what is kept: data and backup, privacy."""

from __future__ import annotations

from PySide6.QtCore import Slot

from diary.ui.context import PageContext
from diary.ui.look import WindowLook
from diary.ui.preferences.page import PreferencesPage
from diary.ui.preferences.rows import ButtonRow
from diary.ui.preferences.watched_card import WatchedFolderRows
from diary.ui.widgets.button import push_button
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.text import flowing_label
from diary.words import _


class DataPage(PreferencesPage):
    """Where the diary lies, its backups, a watched folder, what was deleted, the end of a diary."""

    key = "data"

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
        self._add_watched()
        self._add(
            _("Recently deleted"),
            _("What you delete can be brought back for 30 days."),
            (("recently_deleted", _("Recently deleted…")),),
        )
        self._add(
            _("Delete this diary"),
            _(
                "A last backup is made first. The file is moved aside and not destroyed, so that "
                "you can bring it back."
            ),
            (("delete_diary", _("Delete diary…")),),
        )
        self.body.addStretch(1)

    def refresh(self) -> None:
        super().refresh()
        self.watched.refresh()

    def _add_watched(self) -> None:
        card = self.card(
            _("Look here for new runs"),
            _(
                "A folder that your watch or phone saves into. It is looked at when Kneelog starts"
                " and every hour."
            ),
        )
        self.watched = WatchedFolderRows(self.context)
        card.body.addWidget(self.watched)
        self.words += f" {self.watched.words}"

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
    """What leaves this computer and what does not, in plain words, and what others may see."""

    key = "privacy"

    @classmethod
    def heading(cls) -> str:
        return _("Privacy")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._look = WindowLook(context.ui_state)
        card = self.card(
            _("Title of the window"),
            _("The task bar shows it, so that others may read it over your shoulder."),
        )
        self.hide_name = TickChip(
            _("Leave out the name of the diary"), name="preferences.privacy.hide_name"
        )
        self.hide_name.clicked.connect(self._on_hide_name_clicked)
        card.body.addWidget(ButtonRow((self.hide_name,)))
        self.words += f" {self.hide_name.label}"
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
                _(
                    "Your name goes along only where you choose your full name. Phone numbers "
                    "never go along. Routes are not kept."
                ),
            ),
        ):
            card = self.card(title)
            card.body.addWidget(flowing_label(text))
            self.words += f" {text}"
        self.body.addStretch(1)

    def refresh(self) -> None:
        super().refresh()
        self.hide_name.setChecked(not self._look.has_name_in_title())

    def can_reset(self) -> bool:
        return True

    def reset(self) -> None:
        self._look.choose_name_in_title(has_name=True)

    @Slot(bool)
    def _on_hide_name_clicked(self, is_on: bool) -> None:
        self._look.choose_name_in_title(has_name=not is_on)
