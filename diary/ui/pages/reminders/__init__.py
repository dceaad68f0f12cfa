"""The page of reminders: what is open and why, and what there was before."""

from diary.ui.pages.reminders.page import RemindersPage

__all__ = ["RemindersPage"]
