"""The page of shoes: a card for each pair with its wear, forecast and what can be done."""

from diary.ui.pages.shoes.page import ShoesPage

__all__ = ["ShoesPage"]
