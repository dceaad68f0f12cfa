"""What was tried and what came of it, one line a surface."""

from __future__ import annotations

from dataclasses import dataclass, field

_SHOWN = 12


@dataclass
class Tally:
    """One line of the table; a proof passes when something was found."""

    part: str
    what: str
    tried: int = 0
    unit: str = ""
    breaches: list[str] = field(default_factory=list)
    is_proof: bool = False
    not_tried: str = ""

    @property
    def is_met(self) -> bool:
        """True when nothing was found, or in a proof something; a line that tried nothing fails."""
        if self.not_tried:
            return True
        return self.tried > 0 and bool(self.breaches) == self.is_proof

    def line(self) -> str:
        """The line as Markdown."""
        if self.not_tried:
            return f"| {self.part} | {self.what} | not tried: {self.not_tried} | | |"
        found = "found" if self.is_proof and self.breaches else str(len(self.breaches))
        told = "yes" if self.is_met else "**no**"
        return f"| {self.part} | {self.what} | {self.tried:,} {self.unit} | {found} | {told} |"

    def text(self) -> str:
        """The line, and what was found where nothing should be."""
        shown = [] if self.is_proof else sorted(set(self.breaches))[:_SHOWN]
        return "\n".join([self.line(), *(f"  - {each[:300]}" for each in shown)])


HEAD = "| part | what | tried | breaches | pass |\n|---|---|---|---|---|"
