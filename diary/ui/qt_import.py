"""Imports PySide6 and pays only for what a running program needs of it.

PySide6 carries Python sources inside its library that word its errors and write type stubs. At
every start it compiles and runs all of them, which takes longer than loading Qt itself. Here each
is run when something of it is first asked for. A version of PySide6 that keeps them elsewhere is
imported as it is.
"""

from __future__ import annotations

import builtins
import importlib

_FOLDER = "shibokensupport/signature"
# Not `mapping`: the library looks for its functions without asking the module.
_NEEDED_LATER = frozenset(
    f"{_FOLDER}/{name}.py"
    for name in (
        "errorhandler",
        "layout",
        "parser",
        "lib/enum_sig",
        "lib/pyi_generator",
        "lib/tool",
    )
)
_waiting: dict[str, bytes | str] = {}


def import_pyside() -> None:
    """Import the package PySide6 and leave Python's own functions as they were.

    PySide6 also puts an import function of its own in place that reads the source of every module
    imported after it, in search of a feature that this program does not use; SQLAlchemy alone then
    takes a sixth longer.
    """
    kept = {name: getattr(builtins, name) for name in ("__import__", "compile")}
    plain_compile = builtins.compile
    # What a module holds until something of it is asked for; its own code then takes the place.
    stand_in = f"""
def __getattr__(name):
    from {__name__} import {take_place.__name__}
    return {take_place.__name__}(globals(), name)
"""

    def compiled(source: bytes | str, filename: str, *rest: object, **more: object) -> object:
        if filename in _NEEDED_LATER:
            _waiting[filename], source = source, stand_in
        # The arguments are handed on as they came.
        return plain_compile(source, filename, *rest, **more)  # type: ignore[call-overload]

    vars(builtins)["compile"] = compiled
    try:
        importlib.import_module("PySide6")
    finally:
        vars(builtins).update(kept)


def take_place(names: dict[str, object], name: str) -> object:
    """Run the code that waits for the module with these names, and return what `name` is there."""
    source = None if name.startswith("__") else _waiting.pop(str(names["__file__"]), None)
    if source is not None:
        del names["__getattr__"]
        exec(compile(source, str(names["__file__"]), "exec"), names)  # noqa: S102 - PySide6's own
    if name not in names:
        raise AttributeError(name)
    return names[name]
