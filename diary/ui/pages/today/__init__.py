"""The page of one day: scores, spots, signs, the plan answer and a note."""

from diary.ui.pages.today.page import TodayPage

__all__ = ["TodayPage"]
