"""The project's own source, read once; every check takes these modules and names faults."""

import ast
import gc
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("diary", "packaging", "tests")


@dataclass(frozen=True, slots=True)
class Fault:
    """One place that breaks a rule of the house."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


@dataclass(frozen=True, slots=True)
class Module:
    """One source file; the path is relative to the checkout, with forward slashes."""

    path: str
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """The file's name without its suffix."""
        return Path(self.path).stem

    def is_in(self, *places: str) -> bool:
        """Tell whether the file is one of the places or lies below one of them."""
        return any(self.path == place or self.path.startswith(f"{place}/") for place in places)

    def fault(self, node: ast.stmt | ast.expr, text: str) -> Fault:
        """Return a fault at the line of a node."""
        return Fault(self.path, node.lineno, text)

    def calls(self) -> Iterator[tuple[ast.Call, str]]:
        """Yield every call with the dotted name it is written with, such as ``time.sleep``."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node, _written(node.func)


def _written(node: ast.expr) -> str:
    """Return an expression as source; names with dots, which are nearly all, far sooner."""
    parts: list[str] = []
    inner = node
    while isinstance(inner, ast.Attribute):
        parts.append(inner.attr)
        inner = inner.value
    if not isinstance(inner, ast.Name):
        return ast.unparse(node)
    return ".".join((inner.id, *reversed(parts)))


def parsed(path: str, text: str) -> Module:
    """Return a module made of source text."""
    return Module(path, text, ast.parse(text, path))


@cache
def modules() -> tuple[Module, ...]:
    """Return every module of the project, in order of its path."""
    paths = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
    # Millions of small objects that stay: Python would look through them again and again.
    gc.disable()
    try:
        return tuple(
            parsed(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
            for path in sorted(paths)
        )
    finally:
        gc.freeze()
        gc.enable()


def imports(nodes: Iterator[ast.AST]) -> Iterator[tuple[ast.stmt, str]]:
    """Yield each import statement among the nodes with the full name of what it imports.

    ``from a import b`` yields both ``a`` and ``a.b``, since ``b`` may be a module.
    """
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node, node.module
            for alias in node.names:
                yield node, f"{node.module}.{alias.name}"


def at_module_level(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield the nodes that run, or are type-checked, when the module is imported."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))
