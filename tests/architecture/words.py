"""Every text a person reads, as it stands in the source, and the files it stands in."""

from __future__ import annotations

import ast

from tests.architecture.source import modules

# Where the functions themselves are made, and where others hand their argument on.
OWN = "diary/words.py"


def written_texts() -> dict[str, set[str]]:
    """Return each text that is an argument of one of the three functions, with its files."""
    found: dict[str, set[str]] = {}
    for module in modules():
        if not module.is_in("diary") or module.path == OWN:
            continue
        for call, name in module.calls():
            if name.split(".")[-1] in {"_", "plural", "mark"}:
                count = 2 if name.endswith("plural") else 1
                for word in call.args[:count]:
                    if isinstance(word, ast.Constant) and word.value:
                        found.setdefault(str(word.value), set()).add(module.path)
    return found
