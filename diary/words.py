"""All text a person reads passes through the gettext functions of this module.

Catalogues lie in ``resources/translations/<language>/LC_MESSAGES/kneelog.mo``; ``make texts`` makes
them from the ``.po`` beside them, and so does the build of the wheel. A missing catalogue or a
missing entry falls back to the English text in the source. The language ``pseudo`` accents,
brackets and lengthens every text so that cut-off or hard-coded texts show themselves.
"""

import gettext
import os
import re
from dataclasses import dataclass

from diary.paths import resource_path

DOMAIN = "kneelog"
SYSTEM = "system"
ENGLISH = "en"
PSEUDO = "pseudo"
# Names a language for one start of the program, whatever was chosen; ``pseudo`` too.
VARIABLE = "KNEELOG_LANGUAGE"
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
    return f"⟦{accented}{padding}⟧"


@dataclass(slots=True)
class _Installed:
    translations: gettext.NullTranslations


# The language belongs to the process: every window and every thread reads the same one.
_installed = _Installed(gettext.NullTranslations())


def install(language: str | None) -> None:
    """Choose the language of every later text.

    ``None`` and ``"system"`` follow the environment: the variable ``KNEELOG_LANGUAGE``, then those
    of the locale. ``"en"`` is the source text and ``"pseudo"`` the lengthened test language. An
    unknown language gives English.
    """
    if language is None or language == SYSTEM:
        language = os.environ.get(VARIABLE) or None
    if language == PSEUDO:
        _installed.translations = _PseudoTranslations()
        return
    _installed.translations = gettext.translation(
        DOMAIN,
        localedir=str(resource_path("translations")),
        languages=None if language is None else [language],
        fallback=True,
    )


def languages() -> list[str]:
    """Return what a person may give ``install``: ``system``, ``en``, then each catalogue there is.

    What a language calls itself is known to Qt, ``QLocale(key).nativeLanguageName()``.
    """
    catalogues = resource_path("translations").glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    others = {file.parents[1].name for file in catalogues} - {ENGLISH}
    return [SYSTEM, ENGLISH, *sorted(others)]


def installed_language() -> str:
    """Return the key of the language texts come in; ``"en"`` where no catalogue is used."""
    return _installed.translations.info().get("language", ENGLISH)


def _(text: str) -> str:
    """Return ``text`` in the installed language."""
    # The empty text is the catalogue's header and must never be looked up.
    return _installed.translations.gettext(text) if text else text


def plural(singular: str, plural_text: str, n: int) -> str:
    """Return the form of the text that fits the count ``n`` in the installed language."""
    return _installed.translations.ngettext(singular, plural_text, n)


def mark(text: str) -> str:
    """Return ``text`` as it is; it only tells the extraction of texts that ``_`` will get it."""
    return text
