"""Only four questions stop a person, and each of them is named here."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

UI = Path(__file__).parents[2] / "diary" / "ui"
# What is asked, by the object name of the question.
QUESTIONS = {
    "restore.confirm": "restore over the present diary",
    "delete_diary.confirm": "delete a diary",
    "deleted.confirm": "empty the bin",
    "export.names": "hand on the full name",
}


@cache
def all_calls() -> list[tuple[str, Path, ast.Call]]:
    """Every call in the window, with the last part of the name that is called."""
    return [
        (_last_name(node.func), path, node)
        for path in UI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]


def _last_name(called: ast.expr) -> str:
    match called:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case ast.Subscript(value=generic):
            return _last_name(generic)
        case _:
            return ""


def calls(name: str) -> Iterator[tuple[Path, ast.Call]]:
    """Every call of a function or class of this name in the window."""
    return ((path, call) for called, path, call in all_calls() if called == name)


def named(call: ast.Call) -> str:
    """The object name a question is given."""
    return next(
        str(each.value.value)
        for each in call.keywords
        if each.arg == "name" and isinstance(each.value, ast.Constant)
    )


def test_no_other_question_is_asked() -> None:
    assert sorted(named(call) for _path, call in calls("ConfirmDialog")) == sorted(QUESTIONS)


@pytest.mark.parametrize("name", ["QMessageBox", "QInputDialog", "QErrorMessage"])
def test_nothing_asks_in_another_way(name: str) -> None:
    # One box tells why no window comes; it asks nothing.
    allowed = {"prompts.py"} if name == "QMessageBox" else set()
    assert {path.name for path, _call in calls(name)} <= allowed
