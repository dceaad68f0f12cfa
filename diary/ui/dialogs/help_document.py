"""A page of the help as Qt lays it out: headings and margins by text size, links that stay inside.

Style sheets know no sizes in per cent, so headings get the fonts of the theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextTable,
)

from diary.texts.help import section_key
from diary.ui.theme import FontRole, em, role_font

Row: TypeAlias = tuple[str, str]

_HEADINGS: dict[int, FontRole] = {1: "title", 2: "card_title", 3: "strong"}
# Heights of a line of text: above a heading, below it, and below a paragraph.
_ABOVE, _BELOW, _BETWEEN = 1.1, 0.3, 0.5
# Around the text of a cell.
_CELL = 0.2
# Of the width in per cent: keys, and what they do.
_SHARES = (36, 64)


def show_markdown(document: QTextDocument, text: str, rows: Sequence[Row] = ()) -> None:
    """Fill a document, with the headings in the fonts of the theme.

    `rows`, words and what they stand for, come below the title; they may be from people.
    """
    document.setDefaultFont(role_font("body"))
    document.setMarkdown(text)
    _insert_rows(document, rows)
    block = document.begin()
    while block.isValid():
        _dress(block, is_first=block.position() == 0)
        block = block.next()
    _dress_tables(document)


def headings(document: QTextDocument) -> list[tuple[str, str, QTextBlock]]:
    """Every heading below the title: the name of its section, its text and where it stands."""
    found = []
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel() > 1:
            found.append((section_key(block.text()), block.text(), block))
        block = block.next()
    return found


def _insert_rows(document: QTextDocument, rows: Sequence[Row]) -> None:
    """Put rows below the title, letter by letter: nothing of them is read as Markdown."""
    cursor = QTextCursor(document.begin())
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    plain, strong = QTextCharFormat(), QTextCharFormat()
    strong.setFontWeight(role_font("strong").weight())
    for left, right in rows:
        cursor.insertBlock(QTextBlockFormat(), plain)
        cursor.insertText(f"{left}: ", strong)
        cursor.insertText(right, plain)


def _dress(block: QTextBlock, *, is_first: bool) -> None:
    cursor = QTextCursor(block)
    shape = block.blockFormat()
    level = shape.headingLevel()
    line = em()
    if level:
        shape.setTopMargin(0 if is_first else _ABOVE * line)
        shape.setBottomMargin(_BELOW * line)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        letters = cursor.charFormat()
        # What Markdown asks for would be put on top of the font.
        letters.clearProperty(QTextFormat.Property.FontSizeAdjustment)
        letters.setFont(role_font(_HEADINGS.get(level, "strong")))
        cursor.setCharFormat(letters)
    elif block.textList() is None:
        shape.setBottomMargin(_BETWEEN * line)
    else:
        shape.setBottomMargin(_BELOW * line)
    cursor.setBlockFormat(shape)


def _dress_tables(document: QTextDocument) -> None:
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            shape = frame.format()
            shape.setBorder(0)
            shape.setCellSpacing(0)
            shape.setCellPadding(_CELL * em())
            shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            if frame.columns() == len(_SHARES):
                shares = (QTextLength(QTextLength.Type.PercentageLength, each) for each in _SHARES)
                shape.setColumnWidthConstraints(list(shares))
            frame.setFormat(shape)
