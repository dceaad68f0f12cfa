"""All text a person reads passes through the gettext functions of this module.

Catalogues lie in ``resources/translations/<language>/LC_MESSAGES/kneelog.mo``. A missing catalogue
or a missing entry falls back to the English text in the source. The language ``pseudo`` accents,
brackets and lengthens every text so that cut-off or hard-coded texts show themselves.
"""

import gettext
import re
from dataclasses import dataclass

from diary.paths import resource_path

DOMAIN = "kneelog"
PSEUDO = "pseudo"
# Real translations of short English labels grow by about two fifths.
_PSEUDO_GROWTH = 0.4
_PLAIN = "AEIOUYaeiouycnsz"
_ACCENTED = "ÅÉÎÖÜÝåéîöüýçñšž"
_KEPT = re.compile(r"(\{[^{}]*\}|%\([^)]*\)[a-z]|%[a-z%]|&)")


class _PseudoTranslations(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return _pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _pseudo(msgid1 if n == 1 else msgid2)


def _pseudo(text: str) -> str:
    table = str.maketrans(_PLAIN, _ACCENTED)
    pieces = _KEPT.split(text)
    # Odd pieces are placeholders and mnemonics, which must survive formatting.
    accented = "".join(
        piece if index % 2 else piece.translate(table) for index, piece in enumerate(pieces)
    )
    growth = round(len(text) * _PSEUDO_GROWTH)
    padding = ("·" * growth) if growth < 8 else (" ····" * growth)[:growth]
    return f"[{accented}{padding}]"


@dataclass(slots=True)
class _Language:
    translations: gettext.NullTranslations


# The language belongs to the process: every window and every thread reads the same one.
_language = _Language(gettext.NullTranslations())


def install(language: str | None) -> None:
    """Choose the language of every later text.

    ``None`` follows the locale variables of the environment, ``"en"`` is the source text and
    ``"pseudo"`` the lengthened test language. An unknown language gives English.
    """
    if language == PSEUDO:
        _language.translations = _PseudoTranslations()
        return
    _language.translations = gettext.translation(
        DOMAIN,
        localedir=str(resource_path("translations")),
        languages=None if language is None else [language],
        fallback=True,
    )


def _(text: str) -> str:
    """Return ``text`` in the installed language."""
    # The empty text is the catalogue's header and must never be looked up.
    return _language.translations.gettext(text) if text else text


def plural(singular: str, plural_text: str, n: int) -> str:
    """Return the form of the text that fits the count ``n`` in the installed language."""
    return _language.translations.ngettext(singular, plural_text, n)


def mark(text: str) -> str:
    """Return ``text`` as it is; it only tells the extraction of texts that ``_`` will get it."""
    return text
