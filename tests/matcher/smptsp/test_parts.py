"""The parts of the search for the fewest: points of cliques, chains, clusters, shares."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.solve.cpsat.run import run
from matcher.solve.limits import Settings
from matcher.solve.smptsp.clusters import clusters
from matcher.solve.smptsp.greedy_chains import Left, give_chains
from matcher.solve.smptsp.loosen import loosen
from matcher.solve.smptsp.race import race
from matcher.solve.smptsp.seat_model import SeatModel
from matcher.solve.smptsp.share_model import ShareModel
from matcher.solve.smptsp.shifts import Shifts, maximal_cliques, shifts

Stretch = tuple[int, int]


def made(stretches: list[Stretch], able: list[list[int]], need: int = 1) -> Shifts:
    """Shifts by their end; `able` has a row for each, a column for each expert."""
    order = sorted(range(len(stretches)), key=lambda row: (stretches[row][1], row))
    return shifts(
        start=np.array([stretches[row][0] for row in order], dtype=np.int64),
        end=np.array([stretches[row][1] for row in order], dtype=np.int64),
        need=np.full(len(order), need, dtype=np.int64),
        able=np.array([able[row] for row in order], dtype=np.bool_),
    )


def everything(day: Shifts, most: int) -> Left:
    return Left(day.need.copy(), list(range(day.able.shape[1])), most)


def never() -> bool:
    return False


def stretches() -> st.SearchStrategy[list[Stretch]]:
    one = st.tuples(st.integers(0, 9), st.integers(1, 4)).map(lambda at: (at[0], sum(at)))
    return st.lists(one, min_size=1, max_size=8)


@given(stretches())
def test_posts_meet_exactly_where_they_share_a_point(found: list[Stretch]) -> None:
    day = made(found, [[1] for _ in found])

    for one in range(len(found)):
        for other in range(len(found)):
            meet = day.start[one] < day.end[other] and day.start[other] < day.end[one]
            shared = day.first[one] < day.last[other] and day.first[other] < day.last[one]
            assert meet == shared


@given(stretches())
def test_every_two_shifts_that_meet_are_in_one_clique(found: list[Stretch]) -> None:
    day = made(found, [[1] for _ in found])

    cliques = [set(rows.tolist()) for rows in maximal_cliques(day, day.need)]

    for one in range(len(found)):
        for other in range(len(found)):
            meet = day.start[one] < day.end[other] and day.start[other] < day.end[one]
            assert meet == any({one, other} <= clique for clique in cliques)


def test_greedy_chain_meets_every_largest_clique() -> None:
    day = made([(0, 2), (0, 2), (2, 4), (2, 4)], [[1, 1, 0], [1, 0, 1], [0, 1, 1], [1, 1, 0]])
    left = everything(day, 2)

    went = give_chains(day, left, 0, np.random.default_rng(1), never)

    assert went
    assert sorted(len(chain) for chain in left.chains.values()) == [2, 2]
    assert left.most == 0
    assert not left.need.any()


def test_greedy_chains_end_where_nobody_can_meet_every_clique() -> None:
    day = made([(0, 1), (1, 2)], [[1, 0], [0, 1]])

    assert not give_chains(day, everything(day, 1), 0, np.random.default_rng(1), never)


@pytest.mark.parametrize(("most", "possible"), [(1, False), (2, True), (3, True)])
def test_seating_decides_how_many_are_enough(most: int, possible: bool) -> None:
    day = made([(0, 1), (1, 2), (2, 3)], [[1, 0, 1], [0, 1, 0], [1, 0, 1]])
    seat_model = SeatModel(day, everything(day, most))

    finish = race([seat_model.model], Settings(), 10.0, None)[0]

    assert finish.infeasible == (not possible)
    if finish.value is not None:
        chains = seat_model.chains(finish.value)
        assert sorted(row for chain in chains.values() for row in chain) == [0, 1, 2]


def test_race_ends_with_its_first_answer() -> None:
    day = made([(0, 1)], [[1, 1]])
    models = [SeatModel(day, everything(day, most)).model for most in (1, 2)]

    finishes = race(models, Settings(), 10.0, None)

    assert any(finish.value is not None for finish in finishes)


def test_kinds_are_those_who_can_do_the_same() -> None:
    able = np.array([[1, 0, 1, 0], [1, 0, 1, 0], [0, 1, 0, 1], [0, 1, 0, 1]], dtype=np.bool_)

    assert clusters(able, 2) == [[0, 2], [1, 3]]
    assert clusters(able, 9) == [[0], [1], [2], [3]]


def test_shares_see_scarce_qualifications_where_cliques_do_not() -> None:
    day = made([(0, 1), (1, 2)], [[1, 1, 0], [0, 0, 1]])
    shares = ShareModel(day, clusters(day.able, 2), 0)

    found = run(shares.model, Settings(), 10.0, None)

    assert day.clique_sizes(day.need).max() == 1
    assert round(found.bound) == 2


def test_shares_give_every_seat_to_a_kind() -> None:
    day = made([(0, 2), (0, 2), (2, 4)], [[1, 1, 0], [0, 0, 1], [0, 1, 1]])
    split = clusters(day.able, 2)
    shares = ShareModel(day, split, 0)
    shares.aim(2, np.random.default_rng(1))

    found = run(shares.model, Settings(), 10.0, None)

    assert found.value is not None
    read = shares.read(found.value)
    assert sum(need.sum() for need, _ in read) == 3
    assert sum(come for _, come in read) <= 2


def test_settling_bounds_and_covers_at_once() -> None:
    day = made([(0, 1), (1, 2)], [[1, 1, 0], [0, 0, 1]])
    seat_model = SeatModel(day, everything(day, 3), 1)
    seat_model.hint({0: np.array([0]), 2: np.array([1])})

    found = run(seat_model.model, Settings(), 10.0, None)

    assert round(found.bound) == 2
    assert found.value is not None
    assert len(seat_model.chains(found.value)) == 2


def test_loosened_cover_leaves_one_expert_fewer_a_chance() -> None:
    day = made([(0, 1), (0, 1), (1, 2), (2, 3)], [[1, 1, 1, 1] for _ in range(4)])
    cover = {number: np.array([number]) for number in range(4)}

    left = loosen(day, cover, 1, np.random.default_rng(1), never)

    given = len(cover) - len(left.chains)
    assert left.most == given - 1
    assert (day.clique_sizes(left.need) <= left.most).all()
    kept = [row for chain in left.chains.values() for row in chain.tolist()]
    assert (left.need[kept] == 0).all()
    assert left.need.sum() == len(day.need) - len(kept)
