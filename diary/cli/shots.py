"""`kneelog shots`: draws every page of the window into pictures, without a screen."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from pathlib import Path

from diary.cli.call import DONE, Call, UsageError, expanded, say
from diary.cli.options import choices, one_of
from diary.domain.errors import DiaryMissingError
from diary.words import _, plural

_THEMES = ("light", "dark", "contrast")
_SIZE = re.compile(r"(\d{3,5})x(\d{3,5})")


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    out = _("the folder for the pictures; it is made when it is not there")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help=out)
    theme, shown = one_of(_THEMES), choices(_THEMES)
    parser.add_argument("--theme", type=theme, metavar=shown, default="light")
    text = _("size of the text in per cent (100 to 200)")
    parser.add_argument("--text-size", type=int, default=100, metavar="100", help=text)
    text = _("size of the window in pixels")
    parser.add_argument("--size", default="1280x800", metavar="1280x800", help=text)


def run(call: Call) -> int:
    """Draw the pages of the diary."""
    options, out = call.options, expanded(call.options.out)
    size = _SIZE.fullmatch(options.size)
    if size is None:
        raise UsageError(_("Give --size as width and height in pixels, such as 1280x800."))
    if not 50 <= options.text_size <= 300:
        raise UsageError(_("Give --text-size from 50 to 300."))
    if not call.diary_path.exists():
        raise DiaryMissingError(str(call.diary_path))
    out.mkdir(parents=True, exist_ok=True)
    pictures = call.parts.run_shots(
        out,
        theme=options.theme,
        text_size=options.text_size,
        size=(int(size[1]), int(size[2])),
        diary=call.diary_path,
    )
    text = plural("{n} picture in {out}", "{n} pictures in {out}", len(pictures))
    say(text.format(n=len(pictures), out=out))
    return DONE
