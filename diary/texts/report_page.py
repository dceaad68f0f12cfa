"""What stands on the HTML page of a report alone: how to find one's way, and names of columns."""

from __future__ import annotations

from collections.abc import Mapping

from diary.words import _


def page_words() -> Mapping[str, str]:
    """Every such text by the name its template asks for."""
    return {
        "skip": _("Skip to the summary"),
        "numbers": _("Show the numbers"),
        "what": _("What"),
        "key": _("Key"),
    }
