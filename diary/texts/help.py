"""The pages of the help: Markdown from `resources/help`, with the numbers of the diary filled in.

A page lies in `help/<topic>.md`, a translated one in `help/<language>/<topic>.md`; where there is
none the English one is shown. A name in braces stands for a value, such as a setting.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from diary.domain.settings import THRESHOLDS, Settings
from diary.paths import resource_path
from diary.texts.numbers import Formats
from diary.words import _, installed_language, mark

# In the order of the contents; "shortcuts" is made from the keys of the window and has no file.
_TITLES = {
    "help": mark("Kneelog in one page"),
    "get_help": mark("When to get help now"),
    "numbers": mark("How the numbers are made"),
    "sources": mark("Where the ideas come from"),
    "how_reminders": mark("How reminders work"),
    "how_charts": mark("How to read the charts"),
    "plan": mark("Your plan"),
    "visit_report": mark("The visit report"),
    "handing_on": mark("What a file for somebody else holds"),
    "review": mark("Read somebody else's diary"),
    "closed": mark("With the window closed"),
    "import_help": mark("Bring in your runs"),
    "shortcuts": mark("Keyboard shortcuts"),
    "where_data": mark("Where my data is kept"),
    "files": mark("When something is wrong with a file"),
    "about": mark("About Kneelog"),
}
TOPICS = tuple(_TITLES)

_NAME = re.compile(r"\{(\w+)\}")
_LINK = re.compile(r"\[([^]]+)\]\([^)]*\)")


def help_title(topic: str) -> str:
    """The name of a page."""
    return _(_TITLES[topic])


def help_markdown(topic: str, values: Mapping[str, str]) -> str:
    """A page in the present language with the values in their places.

    Raises `KeyError` for a name in braces that has no value.
    """
    text = _file(topic).read_text(encoding="utf-8")
    return _NAME.sub(lambda found: values[found[1]], text)


def help_paragraphs(topic: str) -> list[str]:
    """The paragraphs of a page below its heading as plain text, for showing them elsewhere."""
    lines = _file(topic).read_text(encoding="utf-8").splitlines()
    plain = (_LINK.sub(r"\1", line).replace("**", "").lstrip("# ") for line in lines[1:])
    return [re.sub(r"^- ", "\N{BULLET} ", line) for line in plain if line]


def setting_values(settings: Settings, formats: Formats) -> dict[str, str]:
    """Every number of the rules by its name, as a person reads it: "1.5 points", "7 days".

    With `_n` behind the name the number alone: "1.5", "7".
    """
    # The window's menu needs the topics at once, and the numbers only in an open help.
    from diary.texts.settings import setting_number, setting_value  # noqa: PLC0415 - see above

    in_use = {name: settings.in_use(name) for name in THRESHOLDS}
    whole = {name: setting_value(name, value, formats) for name, value in in_use.items()}
    alone = {f"{name}_n": setting_number(value, formats) for name, value in in_use.items()}
    return whole | alone


def section_key(heading: str) -> str:
    """The name of a section: letters and digits of its heading with hyphens between words."""
    return "-".join(re.findall(r"\w+", heading.casefold()))


def _file(topic: str) -> Path:
    translated = resource_path("help", installed_language(), f"{topic}.md")
    return translated if translated.is_file() else resource_path("help", f"{topic}.md")
