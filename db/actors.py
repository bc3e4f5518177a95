"""Who does things: an account, somebody acting for somebody, or the program itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Who an operation is done by; `acting_for` names the expert an assistant speaks for."""

    id: int | None
    name: str
    acting_for: str | None = None

    @property
    def label(self) -> str:
        """The name as the audit keeps it: `X for Y` where somebody acts for another."""
        return f"{self.name} for {self.acting_for}" if self.acting_for else self.name


def spokesperson(label: str) -> str:
    """Who spoke in somebody's place, by a label of the audit; empty where nobody did."""
    return label.rpartition(" for ")[0]


PROGRAM = Actor(None, "hemicycle")
"""The program itself: migrations, jobs of the night, the command line."""
