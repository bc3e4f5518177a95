"""Vacancies with their funnels, and the single changes that would fill them as the plan stands."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from db.ids import row_id
from matcher.changes.facts import facts_of
from matcher.changes.family import ORDER, REQUIREMENTS
from matcher.explain.remedies import Remedies, Remedy
from matcher.index.tables import Tables
from matcher.nights import Nights
from matcher.plan import Breach, Plan, Unlock, Vacancy
from matcher.problem import ExpertId, InstitutionId, Problem
from matcher.vacancies import nights_of, vacancies
from web.language.labels import tongue
from web.language.sentences import steps
from web.language.sentences.names import Names
from web.language.sentences.nights import better_hours
from web.language.sentences.startless import startless
from web.language.sentences.unlocks import unlock_sentence
from web.language.speech import gettext as _
from web.service.limiting import Limit, limit_of, reason

MOST = 6
"""Ways that are told of each vacancy, the smallest first."""


@dataclass(frozen=True, slots=True)
class Way:
    """A single change with which the vacancy would be filled, all else of the plan kept.

    `key` names it in a form; one that another institution has to decide has none.
    """

    sentence: str
    key: str
    unlock: Unlock


@dataclass(frozen=True, slots=True)
class Vacant:
    """Empty seats of a role, or a language that nobody in the team speaks, and what would help."""

    row: Vacancy
    mission: int
    title: str
    what: str
    seats: int
    is_held: bool
    reason: str
    steps: tuple[tuple[str, int], ...]
    ways: tuple[Way, ...]
    hours: str = ""
    """Which hours of the day at the partner's would suit those whom a session keeps away."""
    is_fillable: bool = False
    """Could enough people take the seats as the plan stands?"""

    @property
    def name(self) -> str:
        """The role or the language as a form names it."""
        return self.row.role or f"{self.row.language}"


class Help:
    """The vacancies of a plan and what would fill them, each worked out once; without words."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.plan = plan
        self._found: dict[Vacancy, tuple[Remedy, ...]] = {}
        self._limits: dict[Vacancy, Limit | None] = {}
        self._hours: dict[Vacancy, Nights] = {}

    @cached_property
    def rows(self) -> tuple[Vacancy, ...]:
        """Every vacancy of the plan, with its funnel."""
        return vacancies(self._tables, self.plan)

    def limit(self, row: Vacancy) -> Limit | None:
        """Which limit is in the way of a vacancy that people fit."""
        if row not in self._limits:
            self._limits[row] = limit_of(self._tables, self.plan, row)
        return self._limits[row]

    def hours(self, row: Vacancy) -> Nights:
        """Whom of those who fit the hours of a remote mission keep away."""
        bare = replace(row, funnel=())
        if bare not in self._hours:
            self._hours[bare] = nights_of(self._tables, self.plan, row)
        return self._hours[bare]

    def of(self, row: Vacancy) -> tuple[Remedy, ...]:
        """The remedies of a vacancy, the smallest first."""
        bare = replace(row, funnel=())
        if bare not in self._found:
            self._found[bare] = tuple(sorted(self._remedies.of(bare), key=_rank))
        return self._found[bare]

    @cached_property
    def _tables(self) -> Tables:
        return Tables(self.problem)

    @cached_property
    def _remedies(self) -> Remedies:
        return Remedies(self._tables, self.plan)


@dataclass(frozen=True, slots=True)
class Basis:
    """A plan's vacancies with what helps, names, and whose people may be spoken of."""

    help: Help
    names: Names
    homes: frozenset[InstitutionId]

    @property
    def problem(self) -> Problem:
        """The problem that the plan is of."""
        return self.help.problem

    @property
    def plan(self) -> Plan:
        """The plan with the vacancies."""
        return self.help.plan

    def rows(self) -> tuple[Vacancy, ...]:
        """Every vacancy of the plan, with its funnel."""
        return self.help.rows

    def vacant(self, rows: Iterable[Vacancy]) -> Iterator[Vacant]:
        """These vacancies in words, with what would help."""
        yield from (self._vacant(row) for row in rows)

    def way(self, row: Vacancy, key: str) -> Way | None:
        """The way of that key; None where it is none any more."""
        return next((way for way in self._ways(row) if way.key == key), None)

    def _vacant(self, row: Vacancy) -> Vacant:
        mission = self.problem.missions[row.mission]
        is_held = self.plan.held(row.mission).start is not None
        hours, limit = self.help.hours(row), self.help.limit(row)
        # Where enough people could take the seats as it is, nothing has to change for it.
        is_fillable = limit is not None and limit.free >= row.seats
        return Vacant(
            row=row,
            mission=row_id(row.mission),
            title=mission.name or mission.id,
            what=self._what(row),
            seats=row.seats,
            is_held=is_held,
            reason=reason(
                row,
                is_held,
                limit,
                self.names,
                hours,
                startless(self.problem, self.plan, row.mission),
            ),
            steps=tuple(steps(row.funnel, hours)),
            ways=() if is_fillable else tuple(islice(self._ways(row), MOST)),
            hours=better_hours(hours, mission.length == 1),
            is_fillable=is_fillable,
        )

    def _what(self, row: Vacancy) -> str:
        if row.language is not None:
            return tongue(row.language)
        return self.names.roles.get(str(row.role), str(row.role))

    def _ways(self, row: Vacancy) -> Iterator[Way]:
        for remedy in self.help.of(row):
            expert = _expert(remedy)
            single = remedy.single
            if expert is not None and self._is_of_others(expert):
                expert = None
                if single.expert is not None:
                    who = self.names.experts.get(single.expert, single.expert)
                    said = _(
                        "%(expert)s could take part if their institution agreed: ask it.",
                        expert=who,
                    )
                    yield Way(said, "", Unlock(single.code, single.patch, (), single.expert))
                    continue
            unlock = Unlock(single.code, single.patch, (), expert)
            if (no := self._no_behind(row, unlock)) is not None:
                yield Way(no, "", unlock)
                continue
            said = unlock_sentence(self.problem, row, unlock, self.names)
            yield Way(said, _key(unlock), unlock)

    def _no_behind(self, row: Vacancy, unlock: Unlock) -> str | None:
        """A no that would have to be lifted first: it is named, and not tried in silence."""
        if unlock.code != "unlock.busy_lifted" or unlock.expert is None:
            return None
        met = facts_of(self.problem, row, unlock).get("days")
        breach = Breach("availability.busy", row.mission, None, unlock.expert, {"days": met})
        no = self.names.no_behind(breach)
        return None if no is None else no.sentence

    def _is_of_others(self, expert: ExpertId) -> bool:
        return self.problem.experts[expert].institution not in self.homes


def _rank(remedy: Remedy) -> tuple[int, int, str]:
    return remedy.single.size, ORDER.index(remedy.single.code), remedy.single.expert or ""


def _expert(remedy: Remedy) -> ExpertId | None:
    """Of whom the sentence speaks: whose rest or busy range it is, or who could go then."""
    if remedy.single.expert is not None:
        return remedy.single.expert
    return remedy.expert if remedy.single.code in REQUIREMENTS else None


def _key(unlock: Unlock) -> str:
    said = json.dumps([unlock.code, *unlock.patch], sort_keys=True, default=dict)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
