"""What a search has found, in words: its tiers, and how sure each of them is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db.models import JobRow, PlanRow
from web.language.codes import N_
from web.language.sentences.measures import percent, verdict
from web.language.speech import gettext as _

TIERS = (
    N_("Missions that are not complete"),
    N_("Vacancies"),
    N_("People to call about a change"),
    N_("How well people suit, how evenly missions are shared, wished dates"),
)
"""What the usual objective looks at, in its order; the last line weighs several things."""
WEIGHTED = N_("each counted with its mission’s priority")


@dataclass(frozen=True, slots=True)
class TierLine:
    """One level of the objective as a page shows it.

    `value` and `bound` are what the search reckons with: weighted, they count nothing that a page
    counts elsewhere, and stand behind a fold.
    """

    name: str
    note: str
    value: int
    bound: int
    is_proven: bool

    @property
    def sentence(self) -> str:
        """The whole line: `Vacancies: no better plan exists: proven`; figures are told apart."""
        return _("%(name)s: %(verdict)s", name=self.name, verdict=self.verdict)

    @property
    def verdict(self) -> str:
        """What is known of it: proven, or how far at most from the best."""
        return verdict(self.value, self.bound, self.is_proven)


@dataclass(frozen=True, slots=True)
class News:
    """How far a search is."""

    tier: str
    number: int
    value: int | None
    bound: int | None
    gap: str | None
    vacancies: int | None
    seconds: float


def tier_lines(plan: PlanRow) -> list[TierLine]:
    """The tiers of a solved plan."""
    return [_line(number, tier) for number, tier in enumerate(plan.tiers)]


def news(job: JobRow) -> News | None:
    """The last that a running search said; None before its first word."""
    said: Mapping[str, Any] | None = job.progress  # as `web.worker.jobs.watch` writes it
    if said is None:
        return None
    gap = said.get("gap")
    return News(
        tier=_tier_name(said["tier"]),
        number=said["tier"] + 1,
        value=said.get("value"),
        bound=said.get("bound"),
        gap=None if gap is None else percent(gap),
        vacancies=said.get("vacancies"),
        seconds=said.get("seconds", 0.0),
    )


def _line(number: int, tier: Mapping[str, Any]) -> TierLine:
    note = _(WEIGHTED) if number < 2 else ""
    return TierLine(_tier_name(number), note, tier["value"], tier["bound"], tier["optimal"])


def _tier_name(number: int) -> str:
    return (
        _(TIERS[number]) if number < len(TIERS) else _("Further aim %(number)s", number=number + 1)
    )
