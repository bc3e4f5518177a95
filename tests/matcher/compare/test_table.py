"""Several plans beside each other, held to the review of each."""

from hypothesis import given

from matcher.compare import Line, table
from matcher.review import review
from matcher.vacancies import unexplained
from tests.matcher import make
from tests.matcher.compare.test_compare import PAIRS, Pair, read


@given(PAIRS)
def test_each_plan_is_read_by_itself(pair: Pair) -> None:
    problem, *plans = read(pair)

    found = table(problem, plans)

    for place, plan in enumerate(plans):
        alone = review(problem, plan)
        assert {m: line.values[place] for m, line in found.measures} == alone.measures
        assert tuple(line.values[place] for _, line in found.tiers) == alone.tiers
        assert found.breaches[place] == len(alone.breaches)
        rows = unexplained(problem, plan)
        assert found.empty_seats.values[place] == sum(row.seats for row in rows)
        assert found.unmet.values[place] == sum(row.language is not None for row in rows)


def test_best_are_those_with_the_least_unless_all_are_equal() -> None:
    assert Line((3, 1, 1)).best == {1, 2}
    assert Line((2, 2)).best == frozenset()


def test_what_the_problem_does_not_know_is_left_out() -> None:
    problem = make.problem(make.mission("m", roles=(make.role("r"),)), [make.expert("anna")])
    strange = make.plan(gone=make.held(0, "zoe"), m=make.held(0, "zoe"))

    found = table(problem, [strange, make.plan(m=make.held(0, "anna"))])

    assert found.empty_seats.values == (1, 0)
