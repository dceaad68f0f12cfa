"""How large a function, a module and a class may become, and what a module may not be called."""

import ast
from collections.abc import Iterator

from tests.architecture.source import Fault, Module

FUNCTION_LINES = 60
MODULE_LINES = 400
PUBLIC_METHODS = 20
NAMES_THAT_SAY_NOTHING = frozenset(
    {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
)


def oversized(module: Module) -> Iterator[Fault]:
    """Yield what has grown too large in one module."""
    lines = len(module.text.splitlines())
    if lines > MODULE_LINES:
        yield Fault(module.path, 1, f"module of {lines} lines; {MODULE_LINES} is the most")
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                text = f"{node.name} has {length} lines; {FUNCTION_LINES} is the most"
                yield module.fault(node, text)
        elif isinstance(node, ast.ClassDef):
            count = len(public_methods(node))
            if count > PUBLIC_METHODS:
                text = f"{node.name} has {count} public methods; {PUBLIC_METHODS} is the most"
                yield module.fault(node, text)


def public_methods(node: ast.ClassDef) -> set[str]:
    """Return the names of a class's own public methods; a property and its setter are one."""
    return {
        part.name
        for part in node.body
        if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)
        and not part.name.startswith("_")
    }


def named_for_nothing(module: Module) -> Iterator[Fault]:
    """Yield module and folder names under which anything could be put."""
    for part in module.path.removesuffix(".py").split("/"):
        if part in NAMES_THAT_SAY_NOTHING:
            yield Fault(module.path, 1, f"the name {part!r} does not say what is in there")
