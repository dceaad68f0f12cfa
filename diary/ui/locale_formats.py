"""How numbers and dates are written where this person lives; the rest is `diary.texts.numbers`."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from diary.domain.settings import DistanceUnit
from diary.texts.numbers import Formats


def locale_formats(unit: DistanceUnit) -> Formats:
    """Decimal mark and short names of days and months of the present locale."""
    locale, short = QLocale(), QLocale.FormatType.ShortFormat
    return Formats(
        unit=unit,
        decimal_mark=locale.decimalPoint(),
        day_names=tuple(locale.standaloneDayName(day, short) for day in range(1, 8)),
        month_names=tuple(locale.monthName(month, short) for month in range(1, 13)),
    )
