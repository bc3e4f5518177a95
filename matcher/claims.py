"""What a plan file says of itself, held against what the reader finds."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from matcher.changes.unlock_claims import is_possible
from matcher.files.plans import PlanFile
from matcher.index.tables import Tables
from matcher.pins import pin_refs
from matcher.plan import Facts, Review, Vacancy
from matcher.problem import Problem
from matcher.vacancies import vacancies


@dataclass(frozen=True, slots=True)
class Claim:
    """Something a plan file claims wrongly: a code, and what it says against what is so."""

    code: str
    facts: Facts = field(default_factory=dict)


def false_claims(problem: Problem, file: PlanFile, found: Review) -> Iterator[Claim]:
    """Every claim of a plan file that its own plan, read without a solver, does not bear out.

    How good a bound is cannot be seen without solving; that it lies above the value can.
    """
    if file.answer.plan is None:
        yield from _conflict_claims(problem, file)
        return
    yield from _measure_claims(file, found)
    yield from _tier_claims(file, found)
    yield from _status_claims(file)
    yield from _vacancy_claims(problem, file)
    yield from _unlock_claims(problem, file, found)


def _measure_claims(file: PlanFile, found: Review) -> Iterator[Claim]:
    for measure, claimed in (file.measures or {}).items():
        value = next((v for name, v in found.measures.items() if name == measure), None)
        if claimed != value:
            facts = {"measure": measure, "claimed": claimed, "found": value}
            yield Claim("claim.measure", facts)


def _tier_claims(file: PlanFile, found: Review) -> Iterator[Claim]:
    if file.tiers is None:
        return
    if len(file.tiers) != len(found.tiers):
        yield Claim("claim.tiers", {"claimed": len(file.tiers), "found": len(found.tiers)})
    for number, (tier, value) in enumerate(zip(file.tiers, found.tiers, strict=False)):
        if tier.value != value:
            facts = {"tier": number, "claimed": tier.value, "found": value}
            yield Claim("claim.value", facts)
        if tier.bound > tier.value:
            facts = {"tier": number, "bound": tier.bound, "value": tier.value}
            yield Claim("claim.bound", facts)
        if file.optimal[number] != tier.optimal:
            facts = {"tier": number, "claimed": file.optimal[number], "found": tier.optimal}
            yield Claim("claim.optimal", facts)


def _status_claims(file: PlanFile) -> Iterator[Claim]:
    claimed = file.answer.status
    if claimed in ("infeasible", "unknown"):
        yield Claim("claim.status", {"claimed": claimed, "found": "feasible"})
    elif file.tiers is not None:
        found = "optimal" if all(tier.optimal for tier in file.tiers) else "feasible"
        if claimed != found:
            yield Claim("claim.status", {"claimed": claimed, "found": found})


def _vacancy_claims(problem: Problem, file: PlanFile) -> Iterator[Claim]:
    if file.vacancies is None or file.answer.plan is None:
        return
    found = {_row(vacancy): vacancy for vacancy in vacancies(Tables(problem), file.answer.plan)}
    claimed = {_row(vacancy): vacancy for vacancy in file.vacancies}
    for row in sorted(found.keys() | claimed.keys()):
        mission, _, seat = row
        said, so = claimed.get(row), found.get(row)
        seats = (said.seats if said else 0, so.seats if so else 0)
        if said is None or so is None or seats[0] != seats[1]:
            facts = {"mission": mission, "seat": seat, "claimed": seats[0], "found": seats[1]}
            yield Claim("claim.vacancy", facts)
        elif said.funnel and said.funnel != so.funnel:
            yield Claim("claim.funnel", {"mission": mission, "seat": seat})


def _unlock_claims(problem: Problem, file: PlanFile, found: Review) -> Iterator[Claim]:
    for vacancy in file.vacancies or ():
        for unlock in vacancy.unlocks:
            if not is_possible(problem, unlock, found.tiers):
                mission, _, seat = _row(vacancy)
                facts = {"mission": mission, "seat": seat, "unlock": unlock.code}
                yield Claim("claim.unlock", facts)


def _row(vacancy: Vacancy) -> tuple[str, str, str]:
    """Where a vacancy is; a role may be called as a language is."""
    if vacancy.role is not None:
        return vacancy.mission, "role", vacancy.role
    return vacancy.mission, "language", str(vacancy.language)


def _conflict_claims(problem: Problem, file: PlanFile) -> Iterator[Claim]:
    """Without pins there is always a plan; a conflict names pins of the problem."""
    pins = pin_refs(problem)
    if not pins and file.answer.status != "unknown":
        yield Claim("claim.status", {"claimed": file.answer.status, "found": "feasible"})
    for ref in file.answer.conflict:
        if ref not in pins:
            facts = {"mission": ref.mission, "role": ref.role, "expert": ref.expert}
            yield Claim("claim.no_such_pin", facts)
