"""What stands on the printed pages alone: their names and numbers, and what is left out."""

from __future__ import annotations

from diary.words import _, plural


def chapter_titles() -> tuple[str, str]:
    """The names of both pages, which are its bookmarks too."""
    return _("Summary"), _("Detail")


def page_texts(count: int) -> tuple[str, ...]:
    """The number of each page: "page 1 of 2"."""
    text = _("page {page} of {count}")
    return tuple(text.format(page=page, count=count) for page in range(1, count + 1))


def more_text(count: int) -> str:
    """That a list goes on where there was no room for it: "4 more in the diary file"."""
    text = plural("{n} more in the diary file", "{n} more in the diary file", count)
    return text.format(n=count)


def more_still_text() -> str:
    """That a list goes on and nobody counted how far."""
    return _("More in the diary file")


def boxes_text() -> str:
    """What a box in the place of a letter means."""
    return _("Some characters cannot be printed; a box stands for each.")
