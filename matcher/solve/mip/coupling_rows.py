"""Rows of the restricted problem that bind missions together: places, order, programmes, calls."""

from collections import defaultdict

import numpy as np

from matcher.problem import Programme
from matcher.solve.mip.restricted_problem import RestrictedProblem, SeatColumn


def add_couplings(restricted: RestrictedProblem) -> None:
    """Places and order, where the dates that are left could break them."""
    couplings, days = restricted.relaxation.couplings, restricted.days
    ends = np.searchsorted(couplings.coupling, np.arange(len(couplings.most) + 1))
    for coupling, most in enumerate(couplings.most.tolist()):
        own = slice(ends[coupling], ends[coupling + 1])
        terms = zip(couplings.date[own].tolist(), couplings.factor[own].tolist(), strict=True)
        kept = [(days[date].column, factor) for date, factor in terms if date in days]
        if sum(max(0, factor) for _, factor in kept) > most:
            columns, factors = zip(*kept, strict=True)
            restricted.rows.add_row([*columns], [*factors], high=most)


def add_calls(restricted: RestrictedProblem) -> None:
    """No more calls than the tiers above allow."""
    calls = restricted.relaxation.calls
    factors = calls.factor[[seat.number for seat in restricted.seats]].tolist()
    terms = [(s.column, f) for s, f in zip(restricted.seats, factors, strict=True) if f]
    if sum(max(0, factor) for _, factor in terms) > calls.most:
        restricted.rows.add_row([c for c, _ in terms], [f for _, f in terms], high=calls.most)


def add_programmes(restricted: RestrictedProblem) -> None:
    """Half-days in all and by institution, and money."""
    problem = restricted.relaxation.problem
    seats: dict[str, list[SeatColumn]] = defaultdict(list)
    missions = list(problem.missions.values())
    for seat in restricted.seats:
        sponsor = missions[seat.mission].programme
        if sponsor is not None:
            seats[sponsor].append(seat)
    for programme in problem.programmes.values():
        _add_programme(restricted, programme, seats[programme.id])


def _add_programme(
    restricted: RestrictedProblem, programme: Programme, seats: list[SeatColumn]
) -> None:
    problem, census = restricted.relaxation.problem, restricted.relaxation.tables.census
    if programme.expert_half_days_max is not None:
        _bound_half_days(restricted, seats, programme.expert_half_days_max)
    for home, most in programme.by_institution.items():
        number = list(problem.institutions).index(home)
        own = [seat for seat in seats if census.homes[seat.expert] == number]
        _bound_half_days(restricted, own, most)
    if programme.budget_max is not None and seats:
        missions, experts = list(problem.missions.values()), census.experts
        costs = [problem.costs.of(missions[s.mission], experts[s.expert]) for s in seats]
        restricted.rows.add_row([s.column for s in seats], costs, high=programme.budget_max)


def _bound_half_days(restricted: RestrictedProblem, seats: list[SeatColumn], most: int) -> None:
    if seats:
        half_days = [seat.half_days for seat in seats]
        restricted.rows.add_row([seat.column for seat in seats], half_days, high=most)
