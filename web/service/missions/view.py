"""What the page of one mission shows: team with fit, vacancies with reasons, history."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from db.ids import expert_id, mission_id, role_id
from db.models import BookingRow, ExpertRow, MissionRow, RoleRow
from db.queries import mission_titles, people
from db.queries import missions as queries
from db.words import PLANNABLE
from matcher.fit import Fit, fit
from matcher.nights import Nights
from matcher.plan import Vacancy
from matcher.problem import Problem, RoleId
from web.language.labels import label, tongue
from web.language.own_names import role_name
from web.language.sentences import steps
from web.language.sentences.nights import NOBODY
from web.service.choices import Choices, load_choices
from web.service.missions.possible import no_date
from web.service.problem_cache import open_seats, problem_of_today
from web.service.problem_cache import reason_of as seat_reason


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in a role; without a fit where the mission is not the matcher's any more."""

    expert: ExpertRow
    is_pinned: bool
    fit: Fit | None = None


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role with its people and its empty seats."""

    row: RoleRow
    name: str
    needs: tuple[str, ...]
    seats: tuple[Seat, ...]
    pinned_only: tuple[ExpertRow, ...]
    empty: int
    reason: str = ""
    funnel: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageGap:
    """A language that nobody in the team speaks well enough."""

    language: str
    funnel: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class TeamView:
    """All roles of a mission, and what the team as a whole lacks."""

    roles: tuple[RoleView, ...]
    gaps: tuple[LanguageGap, ...] = ()

    @property
    def filled(self) -> int:
        """Seats with somebody in them."""
        return sum(len(role.seats) for role in self.roles)

    @property
    def seats(self) -> int:
        """All seats that are still asked for."""
        return sum(role.row.count for role in self.roles if not role.row.is_dropped)

    @property
    def has_fit(self) -> bool:
        """Is there a fit to explain?"""
        return any(seat.fit for role in self.roles for seat in role.seats)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the matcher knows of the mission; nothing where it may not place it any more."""

    problem: Problem | None = None
    vacancies: tuple[Vacancy, ...] = ()
    reasons: Mapping[RoleId, str] = field(default_factory=dict)
    pinned: Mapping[int, ExpertRow] = field(default_factory=dict)
    hours: Mapping[Vacancy, Nights] = field(default_factory=dict)

    def steps(self, row: Vacancy) -> tuple[tuple[str, int], ...]:
        """The funnel of a vacancy in words, with what the hours of a session do."""
        return tuple(steps(row.funnel, self.hours.get(row, NOBODY)))


def team_view(session: Session, mission: MissionRow, today: date) -> TeamView:
    """The team of a mission as published, with the matcher's reasons."""
    known = _known(session, mission, today)
    if why := no_date(session, mission, today):
        known = replace(known, reasons={role_id(role.id): why for role in mission.roles})
    choices = load_choices(session, ())
    booked = queries.team(session, mission.id)
    roles = tuple(
        _role(role, [row for row in booked if row.role_id == role.id], mission, known, choices)
        for role in (*mission.roles, *_dropped(booked))
    )
    return TeamView(roles, tuple(_gaps(known)))


def role_names(session: Session, missions: Collection[int]) -> dict[str, str]:
    """What the roles of some missions are called, by the matcher's ids."""
    rows = mission_titles.roles(session, missions)
    return {role_id(row.id): role_name(row) for row in rows}


def role_needs(role: RoleRow, choices: Choices) -> tuple[str, ...]:
    """The requirements of a role in words."""
    domains = {option.key: option.name for option in choices.domains}
    institutions = {option.key: option.name for option in choices.institutions}
    return (
        *((label("kind", role.kind),) if role.kind else ()),
        *(f"{domains[need.domain_id]} ({label('level', need.level)})" for need in role.domains),
        *(f"{tongue(need.language)} {need.cefr}" for need in role.languages),
        *(institutions[each.institution_id] for each in role.institutions),
    )


def _dropped(booked: Iterable[BookingRow]) -> list[RoleRow]:
    """Roles that the mission has no more, but in which somebody is still booked."""
    return list({row.role_id: row.role for row in booked if row.role.is_dropped}.values())


def _known(session: Session, mission: MissionRow, today: date) -> _Known:
    pinned = {row.id: row for row in people.by_ids(session, [p.expert_id for p in mission.pins])}
    if mission.state not in PLANNABLE:
        return _Known(pinned=pinned)
    problem = problem_of_today(session, today)
    key = mission_id(mission.id)
    if key not in problem.missions:
        return _Known(pinned=pinned)
    seats = [each for each in open_seats(session, today) if each.mission_id == mission.id]
    found = tuple(seat.vacancy for seat in seats)
    reasons = {seat.vacancy.role: seat_reason(session, seat) for seat in seats if seat.vacancy.role}
    return _Known(problem, found, reasons, pinned, {seat.vacancy: seat.hours for seat in seats})


def _role(
    role: RoleRow,
    booked: list[BookingRow],
    mission: MissionRow,
    known: _Known,
    choices: Choices,
) -> RoleView:
    pinned = {pin.expert_id for pin in mission.pins if pin.role_id == role.id}
    here = {row.expert_id for row in booked}
    vacancy = next((each for each in known.vacancies if each.role == role_id(role.id)), None)
    is_open = mission.state in PLANNABLE and not role.is_dropped
    return RoleView(
        row=role,
        name=role_name(role),
        needs=role_needs(role, choices),
        seats=tuple(
            Seat(row.expert, row.expert_id in pinned, _fit(mission, role, row.expert, known))
            for row in booked
        ),
        pinned_only=tuple(known.pinned[key] for key in sorted(pinned - here)),
        empty=max(0, role.count - len(booked)) if is_open else 0,
        reason=known.reasons.get(role_id(role.id), ""),
        funnel=known.steps(vacancy) if vacancy else (),
    )


def _fit(mission: MissionRow, role: RoleRow, expert: ExpertRow, known: _Known) -> Fit | None:
    if known.problem is None:
        return None
    asked = known.problem.missions[mission_id(mission.id)]
    somebody = known.problem.experts.get(expert_id(expert.id))
    if somebody is None or role.is_dropped:
        return None
    return fit(known.problem, asked, asked.role(role_id(role.id)), somebody)


def _gaps(known: _Known) -> Iterable[LanguageGap]:
    for vacancy in known.vacancies:
        if vacancy.language is not None:
            yield LanguageGap(tongue(vacancy.language), known.steps(vacancy))
