"""Every fact of the articles has its place: a text of the window, or a section of the help."""

from __future__ import annotations

import re
from functools import cache

import pytest

from diary.paths import resource_path
from tests.architecture.words import written_texts

# How many facts each list of the rule book has; what is said in one line there can be two here.
FACTS = {
    "What can bring knee pain about": 39,
    "Spots, and names the articles use for them": 8,
    "What it feels like, and when": 9,
    "When to ask somebody": 10,
    "What to do for it": 15,
}
TEXT = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
LINK = re.compile(r"\[[^]]+\]\([a-z_]+(?:#[\w-]+)?\)")


def page() -> str:
    return resource_path("help", "sources.md").read_text("utf-8")


def rows(section: str) -> list[list[str]]:
    lines = [line for line in section.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    # The heading and the rule below it.
    return cells[2:]


def sections() -> dict[str, list[list[str]]]:
    parts = re.split(r"^## ", page(), flags=re.MULTILINE)[1:]
    found = {part.splitlines()[0]: rows(part) for part in parts}
    return {heading: facts for heading, facts in found.items() if facts}


FOUND = [(heading, *fact) for heading, facts in sections().items() for fact in facts]


@cache
def texts() -> set[str]:
    """Every text of the program, without the marks of keys."""
    return {text.replace("&", "") for text in written_texts()}


def test_every_fact_of_the_articles_is_here() -> None:
    assert {heading: len(facts) for heading, facts in sections().items()} == FACTS


@pytest.mark.parametrize("fact", FOUND, ids=lambda fact: fact[1][:40])
def test_a_fact_has_its_place_and_its_article(fact: tuple[str, ...]) -> None:
    place, articles = fact[2], fact[-1]
    named = TEXT.findall(place)
    assert [text for text in named if text not in texts()] == []
    assert named or LINK.search(place) or place.startswith(("Only", "The tone", "What", "Note"))
    assert articles == "added" or {int(each) for each in articles.split(",")} <= set(range(1, 6))


def test_every_article_is_named_and_used() -> None:
    listed = re.findall(r"^(\d)\. \S", page().partition("## The articles")[2], re.MULTILINE)
    assert listed == ["1", "2", "3", "4", "5"]
    used = {each.strip() for fact in FOUND for each in fact[-1].split(",")}
    assert used - {"added"} == set(listed)
