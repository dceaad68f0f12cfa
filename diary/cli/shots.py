"""`kneelog shots`: draws every page and dialog of the window into pictures, without a screen."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from itertools import product
from pathlib import Path

from diary.cli.call import DONE, Call, UsageError, expanded, say
from diary.cli.options import choices, one_of
from diary.cli.parts import ShotLook
from diary.domain.errors import DiaryMissingError
from diary.words import _, plural

_THEMES = ("light", "dark", "contrast")
_TEXT_SIZES = (80, 100, 150, 200)
_SIZES = ((720, 800), (1000, 800), (1280, 800), (1920, 1080))
_SIZE = re.compile(r"(\d{3,5})x(\d{3,5})")


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    out = _("the folder for the pictures; it is made when it is not there")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help=out)
    text = _("only what begins so, such as runs or preferences-look; can be given several times")
    parser.add_argument("--page", action="append", metavar="PAGE", help=text)
    theme, shown = one_of(_THEMES), choices(_THEMES)
    parser.add_argument("--theme", type=theme, metavar=shown, default="light")
    text = _("size of the text in per cent (50 to 300; default 100)")
    parser.add_argument("--text-size", type=int, default=100, metavar="100", help=text)
    text = _("size of the window in pixels")
    parser.add_argument("--size", default="1280x800", metavar="1280x800", help=text)
    text = _("every theme, text size and width in turn; this takes many minutes")
    parser.add_argument("--all", action="store_true", help=text)


def run(call: Call) -> int:
    """Draw pages and dialogs of the diary."""
    options, out = call.options, expanded(call.options.out)
    looks = _looks(options.theme, options.text_size, options.size, is_all=options.all)
    if not call.diary_path.exists():
        raise DiaryMissingError(str(call.diary_path))
    out.mkdir(parents=True, exist_ok=True)
    pages = tuple(options.page or [""])
    pictures = call.parts.run_shots(
        out, looks=looks, is_wanted=lambda key: key.startswith(pages), diary=call.diary_path
    )
    if not pictures:
        raise UsageError(_("There is no page of this name."))
    text = plural("{n} picture in {out}", "{n} pictures in {out}", len(pictures))
    say(text.format(n=len(pictures), out=out))
    return DONE


def _looks(theme: str, text_size: int, size: str, *, is_all: bool) -> list[ShotLook]:
    """The one look that was asked for, or all; raises `UsageError`."""
    pixels = _SIZE.fullmatch(size)
    if pixels is None:
        raise UsageError(_("Give --size as width and height in pixels, such as 1280x800."))
    if not 50 <= text_size <= 300:
        raise UsageError(_("Give --text-size from 50 to 300."))
    if is_all:
        return [ShotLook(*look) for look in product(_THEMES, _TEXT_SIZES, _SIZES)]
    return [ShotLook(theme, text_size, (int(pixels[1]), int(pixels[2])))]
