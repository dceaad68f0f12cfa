"""The words of a week on paper; every text is put in as it is, never as markup."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from diary.domain.week_look import WeekLook
from diary.texts.numbers import Formats
from diary.texts.week_look import week_begun_text, week_parts, week_title
from diary.words import _

_TITLE_PT, _HEADING_PT, _BODY_PT = 16.0, 12.0, 10.5
_ABOVE_HEADING, _ABOVE_LINE, _INDENT = 12.0, 3.0, 12.0


def week_paper(look: WeekLook, timezone: str | None, formats: Formats) -> QTextDocument:
    """A document with a title, headings and lines, in black on white."""
    document = QTextDocument()
    cursor = QTextCursor(document)
    title = f"{_('A look at the week')}: {week_title(look, formats)}"
    cursor.insertText(title, _letters(_TITLE_PT, is_bold=True))
    if not look.is_over:
        _line(cursor, week_begun_text(look), _letters(_BODY_PT), _ABOVE_LINE)
    for part in week_parts(look, timezone, formats):
        _line(cursor, part.heading, _letters(_HEADING_PT, is_bold=True), _ABOVE_HEADING)
        for text in part.lines:
            _line(cursor, text, _letters(_BODY_PT), _ABOVE_LINE, _INDENT)
    return document


def _line(
    cursor: QTextCursor, text: str, letters: QTextCharFormat, above: float, left: float = 0.0
) -> None:
    block = QTextBlockFormat()
    block.setTopMargin(above)
    block.setLeftMargin(left)
    cursor.insertBlock(block, letters)
    cursor.insertText(text, letters)


def _letters(points: float, *, is_bold: bool = False) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFontPointSize(points)
    letters.setFontWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    return letters
