"""What stands between two missions of one expert in the programme: no doubles, enough rest."""

from benchmarks.peers.milp_model import Model, Seat, pairs
from matcher.halfdays import HalfDay
from matcher.problem import Expert, Mission

Clash = dict[HalfDay, list[HalfDay]]
"""For starts of one mission those of another that clash with them."""
MOST_ROWS = 3_000_000


def keep_apart(model: Model) -> None:
    """Whoever sits in two missions keeps them apart; a switch for each pair of missions.

    Raises: MemoryError where that makes more rows than a solver is worth troubling with.
    """
    switches: dict[tuple[str, ...], int | None] = {}
    for name, seats in model.of_expert.items():
        expert = model.problem.experts[name]
        for one, other in pairs(seats):
            if len(model.rows.least) > MOST_ROWS:
                raise MemoryError(f"More than {MOST_ROWS} rows.")
            key = _key(model, expert, one.mission, other.mission)
            if key not in switches:
                switches[key] = _switch(model, expert, one.mission, other.mission)
            switch = switches[key]
            if switch is not None:
                terms = [(1, one.column), (1, other.column), (1, switch)]
                model.rows.at_most(terms, 2)


def _key(model: Model, expert: Expert, one: Mission, other: Mission) -> tuple[str, ...]:
    """Experts of one key have the same clashes between two missions."""
    clocks = (model.tables.clock(m, expert.institution) for m in (one, other))
    both = one.venue == other.venue == "abroad"
    return (one.id, other.id, *clocks, str(expert.rest if both else 0))


def _switch(model: Model, expert: Expert, one: Mission, other: Mission) -> int | None:
    """A column that is 1 where the two missions' dates clash; None where they cannot."""
    clash = clashes(model, expert, one, other)
    if not clash:
        return None
    switch = model.rows.column(whole=False)
    for start, met in clash.items():
        columns = [model.dates[one.id][start], *(model.dates[other.id][s] for s in met)]
        model.rows.at_most([*((1, column) for column in columns), (-1, switch)], 1)
    return switch


def clashes(model: Model, expert: Expert, one: Mission, other: Mission) -> Clash:
    """The starts of two missions that one expert cannot both keep."""
    found: Clash = {}
    mine = _taken(model, expert, one)
    theirs = _taken(model, expert, other)
    rest = expert.rest if one.venue == other.venue == "abroad" else 0
    for start, taken in mine.items():
        met = [s for s, also in theirs.items() if _meet(taken, also, rest)]
        if met:
            found[start] = met
    return found


def _taken(model: Model, expert: Expert, mission: Mission) -> dict[HalfDay, tuple[HalfDay, ...]]:
    starts = model.tables.starts[mission.id]
    taken = ((s, model.tables.taken(mission, s, expert.institution)) for s in starts)
    return {start: half_days for start, half_days in taken if half_days is not None}


def _meet(one: tuple[HalfDay, ...], other: tuple[HalfDay, ...], rest: int) -> bool:
    """Do two stays share a half-day, or leave less than the rest between them?"""
    if one[-1] + rest < other[0] or other[-1] + rest < one[0]:
        return False
    return rest > 0 or not set(one).isdisjoint(other)


def excess(model: Model, seats: list[Seat]) -> list[tuple[int, int]]:
    """What the square of a load has beyond the squares of its parts: a column for each pair."""
    terms = []
    for one, other in pairs(seats):
        both = model.rows.column(whole=False)
        model.rows.at_least([(1, both), (-1, one.column), (-1, other.column)], -1)
        terms.append((2 * one.half_days * other.half_days, both))
    return terms
