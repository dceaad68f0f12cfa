"""The page of charts: pain and load over time, as a picture and as a table."""

from diary.ui.pages.charts.page import ChartsPage

__all__ = ["ChartsPage"]
