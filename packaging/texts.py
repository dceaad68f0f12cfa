"""Takes every text out of the source and makes the catalogues of ``resources/translations``.

The one rule: the source is English and complete; a catalogue never holds a text the source lacks.
``python packaging/texts.py`` writes ``build/kneelog.pot``, brings each ``.po`` up to date with it
and compiles it for this checkout; with the name of a language, such as ``de``, it begins one.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from hatch_build import compiled

ROOT = Path(__file__).resolve().parent.parent
DOMAIN = "kneelog"
KEYWORDS = {"_": None, "mark": None, "plural": (1, 2)}
# A remark above a text that begins so is shown to whoever translates it.
REMARK = "For translators:"


def extracted(root: Path = ROOT) -> Catalog:
    """Return the catalogue without translations: every text of the package, with its places."""
    catalogue = Catalog(project=DOMAIN, charset="utf-8")
    found = extract_from_dir(
        root / "diary", method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=[REMARK]
    )
    for file, line, text, remarks, context in found:
        catalogue.add(text, None, [(f"diary/{file}", line)], (), remarks, context=context)
    return catalogue


def main(languages: Sequence[str], root: Path = ROOT) -> int:
    """Write the template and every catalogue; returns the exit status."""
    template = extracted(root)
    template_file = root / "build" / f"{DOMAIN}.pot"
    template_file.parent.mkdir(exist_ok=True)
    _write(template_file, template)
    print(f"{template_file.relative_to(root)}: {len(template)} texts")
    folder = root / "resources" / "translations"
    for language in languages:
        file = folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            _write(file, Catalog(locale=language, project=DOMAIN, charset="utf-8"))
    for file in sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        _bring_up_to_date(file, template)
    return 0


def _bring_up_to_date(file: Path, template: Catalog) -> None:
    language = file.parents[1].name
    with file.open("rb") as source:
        catalogue = read_po(source, locale=language)
    catalogue.update(template)
    _write(file, catalogue)
    file.with_suffix(".mo").write_bytes(compiled(file))
    missing = sum(1 for message in catalogue if message.id and not message.string)
    print(f"{language}: {missing} texts to translate")


def _write(file: Path, catalogue: Catalog) -> None:
    with file.open("wb") as target:
        # Places without line numbers: else every change of the source would change every line.
        write_po(target, catalogue, width=100, include_lineno=False, sort_by_file=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
