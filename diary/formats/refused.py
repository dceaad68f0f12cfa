"""The one exception inside the readers: a file, or one activity in it, that cannot be used."""

from __future__ import annotations

from diary.domain.reading import ReadProblem, Refusal


class RefusedError(Exception):
    """Nothing usable; never leaves `formats`, where it becomes the error of a `ReadFile`."""

    def __init__(self, code: Refusal, detail: str = "") -> None:
        super().__init__(code, detail)
        self.problem = ReadProblem(code, detail)
