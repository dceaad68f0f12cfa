"""Two visits side by side on paper; what people typed gets in as plain text only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import QApplication

from diary.reports.visit_comparison import Section, Told, VisitComparison

_BODY_PT, _NOTE_PT, _HEAD_PT, _TITLE_PT = 9.5, 8.0, 11.0, 15.0
_PADDING, _SPACE = 3.0, 8.0
_PERCENT = 100


def comparison_document(shown: VisitComparison, picked: str, foot: str) -> QTextDocument:
    """The comparison as a document of its own; `picked` names both visits, `foot` the file."""
    document = QTextDocument()
    letters = QFont(QApplication.font().family())
    letters.setPointSizeF(_NOTE_PT)
    document.setDefaultFont(letters)
    document.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, shown.title)
    cursor = QTextCursor(document)
    cursor.insertText(shown.title, _format(_TITLE_PT, is_bold=True))
    _paragraph(cursor, picked, _format(_BODY_PT))
    _paragraph(cursor, shown.about, _format(_NOTE_PT))
    for section in shown.sections:
        _put(cursor, section)
    _paragraph(cursor, foot, _format(_NOTE_PT))
    return document


def _put(cursor: QTextCursor, section: Section) -> None:
    _paragraph(cursor, section.title, _format(_HEAD_PT, is_bold=True))
    table = cursor.insertTable(1 + len(section.lines), len(section.head), _table(section.head))
    for column, head in enumerate(section.head):
        table.cellAt(0, column).firstCursorPosition().insertText(head, _format(_NOTE_PT))
    for row, line in enumerate(section.lines, 1):
        for column, said in enumerate((line.label, *line.cells)):
            _fill(table.cellAt(row, column).firstCursorPosition(), said, is_bold=not column)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    if section.note:
        cursor.insertText(section.note, _format(_NOTE_PT))


def _fill(cursor: QTextCursor, said: Told, *, is_bold: bool) -> None:
    cursor.insertText(said.value, _format(_BODY_PT, is_bold=is_bold))
    if said.note:
        cursor.insertBlock()
        cursor.insertText(said.note, _format(_NOTE_PT))


def _table(head: Sequence[str]) -> QTextTableFormat:
    made = QTextTableFormat()
    made.setHeaderRowCount(1)
    made.setCellPadding(_PADDING)
    made.setCellSpacing(0)
    made.setBorder(0.5)
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBorderCollapse(True)
    percent = QTextLength.Type.PercentageLength
    made.setWidth(QTextLength(percent, _PERCENT))
    made.setColumnWidthConstraints([QTextLength(percent, _PERCENT / len(head)) for _each in head])
    return made


def _paragraph(cursor: QTextCursor, text: str, letters: QTextCharFormat) -> None:
    block = QTextBlockFormat()
    block.setTopMargin(_SPACE)
    cursor.insertBlock(block)
    cursor.insertText(text, letters)


def _format(points: float, *, is_bold: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontPointSize(points)
    if is_bold:
        made.setFontWeight(QFont.Weight.Bold)
    return made
