"""Only four questions stop a person, and each of them is named here."""

import ast
from collections.abc import Iterator
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


def calls(name: str) -> Iterator[tuple[Path, ast.Call]]:
    """Every call of a function or class of this name in the window."""
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == name:
                yield path, node


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
