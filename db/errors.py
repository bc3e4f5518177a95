"""What the ledger may refuse, one class per thing a caller does differently."""

import dataclasses
from collections.abc import Mapping, Sequence


class LedgerError(Exception):
    """Base of every error of the ledger."""


class ForeignTables(LedgerError):
    """The database belongs to another program; nothing was changed in it."""

    def __init__(self, tables: Sequence[str]) -> None:
        self.tables = tuple(tables)
        super().__init__(f"These tables are none of ours: {', '.join(tables)}.")


class NotFound(LedgerError):
    """There is no such row."""

    def __init__(self, subject: str, key: object) -> None:
        self.subject = subject
        self.key = key
        super().__init__(f"There is no {subject} {key!r}.")


class StaleRow(LedgerError):
    """Somebody else saved the row since the form was opened."""

    def __init__(self, subject: str, key: int, known: int, current: int | None) -> None:
        self.subject = subject
        self.key = key
        self.known = known
        self.current = current
        super().__init__(f"The {subject} {key} is at version {current}, not {known}.")


class StalePlan(LedgerError):
    """The live plan is no longer the one that the plan to publish was made from."""

    def __init__(self, base: int | None, live: int | None) -> None:
        self.base = base
        self.live = live
        super().__init__(f"The plan was made from {base}, but {live} is live.")


class NothingToPublish(LedgerError):
    """The plan is what is published already: a release of it would tell nobody anything."""

    def __init__(self, plan_id: int) -> None:
        self.plan_id = plan_id
        super().__init__(f"The plan {plan_id} changes nothing of what is published.")


class WordNeeded(LedgerError):
    """A partner has agreed to what would change: on whose word, or is it proposed again?"""

    def __init__(self, mission_id: int) -> None:
        self.mission_id = mission_id
        super().__init__(f"The mission {mission_id} is agreed: somebody says on whose word.")


class InvalidState(LedgerError):
    """A row cannot go from its state to the one that was asked for."""

    def __init__(self, subject: str, key: int, state: str, asked: str) -> None:
        self.subject = subject
        self.key = key
        self.state = state
        self.asked = asked
        super().__init__(f"The {subject} {key} is {state}, it cannot become {asked}.")


class RefusalStands(LedgerError):
    """People would be seated, pinned or asked where they have said no, as (mission, expert)."""

    def __init__(self, pairs: Sequence[tuple[int, int]]) -> None:
        self.pairs = tuple(pairs)
        who = ", ".join(f"{expert} to {mission}" for mission, expert in pairs)
        super().__init__(f"They have said no, and nobody has lifted it: {who}.")


class LinkClosed(LedgerError):
    """A secret link cannot be used: `used`, `expired`, `withdrawn` or `superseded`."""

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(f"The link is {state}.")


class ReplyUnusable(LedgerError):
    """A reply by mail that answers no booking of that person's: a code, and facts."""

    def __init__(self, code: str, **facts: str) -> None:
        self.code = code
        self.facts = facts
        super().__init__(f"The reply cannot be used: {code}.")


@dataclasses.dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong with an input: a code, the field, and the facts that a sentence needs."""

    code: str
    field: str
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)


class Invalid(LedgerError):
    """An input that cannot be kept, with everything that is wrong with it."""

    def __init__(self, flaws: Sequence[Flaw]) -> None:
        self.flaws = tuple(flaws)
        super().__init__("; ".join(f"{flaw.field}: {flaw.code}" for flaw in flaws) + ".")


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """One expert wanted by two missions at once, and when (half-days of `db.moments`)."""

    expert_id: int
    mission_id: int
    other_mission_id: int
    half_days: tuple[int, ...]

    def against(self, mission_id: int) -> int:
        """The other of the two missions, seen from one of them."""
        return self.mission_id if mission_id == self.other_mission_id else self.other_mission_id


class DoubleBooking(LedgerError):
    """The database refused to book somebody twice."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        who = ", ".join(str(conflict.expert_id) for conflict in conflicts)
        super().__init__(f"Already booked at that time: {who}.")
