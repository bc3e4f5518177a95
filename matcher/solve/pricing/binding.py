"""Rows of the core that bind missions together: places, order, programmes, calls."""

from collections import defaultdict

import numpy as np

from matcher.problem import Programme
from matcher.solve.pricing.core import Core, Seat


def add_ties(core: Core) -> None:
    """Places and order, where the dates that are left could break them."""
    ties, days = core.market.ties, core.days
    ends = np.searchsorted(ties.tie, np.arange(len(ties.most) + 1))
    for tie, most in enumerate(ties.most.tolist()):
        own = slice(ends[tie], ends[tie + 1])
        terms = zip(ties.date[own].tolist(), ties.factor[own].tolist(), strict=True)
        kept = [(days[date].column, factor) for date, factor in terms if date in days]
        if sum(max(0, factor) for _, factor in kept) > most:
            columns, factors = zip(*kept, strict=True)
            core.rows.add_row([*columns], [*factors], high=most)


def add_calls(core: Core) -> None:
    """No more calls than the tiers above allow."""
    calls = core.market.calls
    factors = calls.factor[[seat.number for seat in core.seats]].tolist()
    terms = [(s.column, f) for s, f in zip(core.seats, factors, strict=True) if f]
    if sum(max(0, factor) for _, factor in terms) > calls.most:
        core.rows.add_row([c for c, _ in terms], [f for _, f in terms], high=calls.most)


def add_programmes(core: Core) -> None:
    """Half-days in all and by institution, and money."""
    problem = core.market.problem
    seats: dict[str, list[Seat]] = defaultdict(list)
    missions = list(problem.missions.values())
    for seat in core.seats:
        sponsor = missions[seat.mission].programme
        if sponsor is not None:
            seats[sponsor].append(seat)
    for programme in problem.programmes.values():
        _add_programme(core, programme, seats[programme.id])


def _add_programme(core: Core, programme: Programme, seats: list[Seat]) -> None:
    problem, census = core.market.problem, core.market.tables.census
    if programme.expert_half_days_max is not None:
        _bound_half_days(core, seats, programme.expert_half_days_max)
    for home, most in programme.by_institution.items():
        number = list(problem.institutions).index(home)
        own = [seat for seat in seats if census.homes[seat.expert] == number]
        _bound_half_days(core, own, most)
    if programme.budget_max is not None and seats:
        missions, experts = list(problem.missions.values()), census.experts
        costs = [problem.costs.of(missions[s.mission], experts[s.expert]) for s in seats]
        core.rows.add_row([s.column for s in seats], costs, high=programme.budget_max)


def _bound_half_days(core: Core, seats: list[Seat], most: int) -> None:
    if seats:
        half_days = [seat.half_days for seat in seats]
        core.rows.add_row([seat.column for seat in seats], half_days, high=most)
