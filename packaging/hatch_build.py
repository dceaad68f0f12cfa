"""The build step of the wheel: compiles translations and puts resources/ in as diary/resources.

A checkout without resources still builds, so that the package can be installed at any commit.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compiled(catalogue: Path) -> bytes:
    """Compile one .po file and return the bytes of its .mo file."""
    with catalogue.open("rb") as source:
        messages = read_po(source)
    target = io.BytesIO()
    write_mo(target, messages)
    return target.getvalue()


class ResourcesHook(BuildHookInterface[Any]):
    """Adds the files of resources/ to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name every resource for the wheel; an editable install reads the checkout itself."""
        resources = Path(self.root) / "resources"
        if version == "editable":
            return
        for path in sorted(resources.rglob("*")):
            if path.is_file() and path.suffix not in {".po", ".pot", ".mo"}:
                self._include(build_data, path, path.relative_to(resources))
        self._compiled = tempfile.TemporaryDirectory(prefix="kneelog-build-")
        for catalogue in sorted(resources.rglob("*.po")):
            inside = catalogue.relative_to(resources).with_suffix(".mo")
            target = Path(self._compiled.name) / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(compiled(catalogue))
            self._include(build_data, target, inside)

    def _include(self, build_data: dict[str, Any], path: Path, inside: Path) -> None:
        build_data["force_include"][str(path)] = f"diary/resources/{inside.as_posix()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the folder of compiled translations."""
        if version != "editable":
            self._compiled.cleanup()
