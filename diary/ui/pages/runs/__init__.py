"""The page of runs: a table to search, sort and filter, and the form of a run."""

from diary.ui.pages.runs.page import RunsPage

__all__ = ["RunsPage"]
