"""The visit report: what it shows, how it looks on paper, and the ways in which it leaves."""

from diary.ui.pages.report.page import ReportPage

__all__ = ["ReportPage"]
