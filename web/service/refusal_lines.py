"""Refusals as pages list them: who or what, for which days, why, and how they were lifted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from db.models import RefusalRow
from web.language import dates
from web.language.sentences.acting import acted
from web.language.speech import gettext as _


@dataclass(frozen=True, slots=True)
class Lifted:
    """When a no was lifted, by whom, and why; without a reason a later answer took its place."""

    at: datetime
    by: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class RefusalLine:
    """One refusal; `days` are empty where the mission as a whole is declined."""

    row: RefusalRow
    words: str
    by: str
    lifted: Lifted | None

    @property
    def reason(self) -> str:
        """What they said, or what was noted."""
        return self.row.reason


def lines(rows: Sequence[RefusalRow]) -> list[RefusalLine]:
    """The rows in words, in the order given."""
    return [RefusalLine(row, words(row), acted(row.recorded_name), _lifted(row)) for row in rows]


def words(row: RefusalRow) -> str:
    """What is refused: the mission, or days of it."""
    if row.first is None or row.last is None:
        return _("Declines the mission")
    return _("Not then: %(days)s", days=dates.half_days(row.first, row.last))


def _lifted(row: RefusalRow) -> Lifted | None:
    if row.lifted_at is None:
        return None
    reason = None if row.lifted_how == "answer" else row.lifted_reason or ""
    return Lifted(row.lifted_at, acted(row.lifted_name or ""), reason)
