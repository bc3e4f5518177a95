"""The seats that stay vacant once a scenario's plan is published, by the facts that hold then."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from db.ids import row_id
from db.mapping.scenario import added_rows
from db.models import MissionRow, ScenarioRow
from db.queries import scenarios as known
from db.queries import today as rows_of
from db.queries.holdings import Holding
from matcher.vacancies import unexplained
from web.http import numbers
from web.http.numbers import Number
from web.service.clock import now
from web.service.problem_cache import problem_to_plan
from web.service.publishing.held import as_plan


@dataclass(frozen=True, slots=True)
class VacantAfter:
    """How many, and each mission with its own, in the order of their dates."""

    number: Number
    missions: Sequence[tuple[MissionRow, int]]


def vacant_after(session: Session, row: ScenarioRow, after: Holding) -> VacantAfter:
    """What `after` leaves empty; what a scenario alters of the world is not published with it."""
    today, adding = now().date(), added_rows(known.changes(row))
    problem = problem_to_plan(session, today, adding, freeze_days=row.freeze_days)
    seats: Counter[int] = Counter()
    for each in unexplained(problem, as_plan(after, problem)):
        seats[row_id(each.mission)] += each.seats
    titles = rows_of.titles(session, {key for key, count in seats.items() if count})
    found = sorted(titles.values(), key=lambda each: (each.window_first, each.id))
    first = today + timedelta(days=row.freeze_days)
    return VacantAfter(
        numbers.vacant_seats_after(seats.total(), first, "#vacant"),
        [(each, seats[each.id]) for each in found],
    )
