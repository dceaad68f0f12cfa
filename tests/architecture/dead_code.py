"""Code that nothing in the product uses, found by vulture; what only a test uses is dead as well.

Let through are names that are used without being written: the members of enumerations and the
fields of domain values, exchange structures and tables, which are read and written by looking
through all of them, and the methods by which Qt, argparse, logging and ast call back.
"""

import argparse
import ast
import logging
import logging.handlers
import tomllib
from collections.abc import Iterator
from functools import cache

from PySide6 import QtCore, QtGui, QtNetwork, QtPrintSupport, QtSvg, QtWidgets
from vulture import Vulture

from tests.architecture.source import ROOT, Fault, Module, modules

CALL_BACK = (QtCore, QtGui, QtNetwork, QtPrintSupport, QtSvg, QtWidgets, argparse, ast, logging)
ENUMERATIONS = ("Enum", "StrEnum", "IntEnum", "Flag", "IntFlag")
LOOKED_THROUGH = ("Struct", "TypedDict", "NamedTuple", "Base", "Protocol")


@cache
def called_back() -> frozenset[str]:
    """Return the names of all methods that a library's class may call on one of ours."""
    # getattr, not vars: Qt loads a class when it is first asked for.
    found = (
        getattr(library, name)
        for library in (*CALL_BACK, logging.handlers)
        for name in dir(library)
    )
    return frozenset(name for each in found if isinstance(each, type) for name in dir(each))


def classes(module: Module) -> dict[str, set[str]]:
    """Return the classes of a module with the last part of each base's and decorator's name."""
    return {
        node.name: {
            ast.unparse(part.func if isinstance(part, ast.Call) else part).split(".")[-1]
            for part in (*node.bases, *node.decorator_list)
        }
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
    }


@cache
def families() -> dict[str, set[str]]:
    """Return each class of the product with the names of all its ancestors and decorators."""
    found: dict[str, set[str]] = {}
    for module in modules():
        if module.is_in("diary"):
            for name, bases in classes(module).items():
                found.setdefault(name, set()).update(bases)
    grown = True
    while grown:
        grown = False
        for bases in found.values():
            more = {further for base in bases for further in found.get(base, ())} - bases
            bases.update(more)
            grown = grown or bool(more)
    return found


def used_unwritten(module: Module) -> Iterator[int]:
    """Yield the lines of names that are used by looking through all of them or by a call back."""
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.ClassDef):
            continue
        family = families().get(node.name, set())
        is_looked_through = bool(family.intersection(ENUMERATIONS + LOOKED_THROUGH)) or (
            "dataclass" in family and module.is_in("diary/domain")
        )
        for part in node.body:
            if isinstance(part, ast.Assign | ast.AnnAssign) and is_looked_through:
                yield part.lineno
            elif isinstance(part, ast.FunctionDef) and part.name in called_back():
                yield min([part.lineno, *(d.lineno for d in part.decorator_list)])


def dead_code() -> Iterator[Fault]:
    """Yield every function, method, class, attribute and variable that the product never uses."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["vulture"]
    search = Vulture(
        ignore_names=settings["ignore_names"], ignore_decorators=settings["ignore_decorators"]
    )
    search.scavenge([ROOT / path for path in settings["paths"]])
    let_through = {
        (module.path, line)
        for module in modules()
        if module.is_in("diary")
        for line in used_unwritten(module)
    }
    for unused in search.get_unused_code(min_confidence=settings["min_confidence"]):
        path = unused.filename.relative_to(ROOT).as_posix()
        if (path, unused.first_lineno) not in let_through:
            yield Fault(path, unused.first_lineno, unused.message)
