"""Calls: the people who must hear of a change, counted per published mission."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matcher.plan import Penalty
from matcher.problem import Held, Measure, MissionId, Problem
from matcher.rules.reading import Reading

if TYPE_CHECKING:
    from matcher.solve.cpsat.skeleton import Expr
    from matcher.solve.cpsat.variables import Variables


class Calls:
    """Who leaves, joins, or stays while the start moves; a change of role alone is none."""

    measure: Measure = "calls"

    def declare(self, x: "Variables") -> "Expr":
        """Everybody published, less those kept as they were, plus those who join."""
        total: list[Expr] = []
        for mission, before in _comparable(x.problem):
            invited = set(before.experts)
            total.append(len(invited))
            sits_by_expert = x.sits_by_expert(mission)
            for expert, sits in sits_by_expert.items():
                sent = sum(sit.var for sit in sits)
                if expert not in invited:
                    total.append(sent)
                elif before.start is not None and before.start in x.starts(mission):
                    total.append(-x.kept(mission, expert, before.start))
        return sum(total)

    def breaches(self, reading: Reading) -> Iterator[Penalty]:
        """One call for each expert of each published mission who is concerned."""
        for mission, before in _comparable(reading.problem):
            held = reading.plan.held(mission)
            was, now = set(before.experts), set(held.experts) if held.start is not None else set()
            for expert in sorted(was - now):
                yield Penalty(1, mission, expert=expert, facts={"change": "leaves"})
            for expert in sorted(now - was):
                yield Penalty(1, mission, expert=expert, facts={"change": "joins"})
            for expert in sorted(was & now) if held.start != before.start else ():
                yield Penalty(1, mission, expert=expert, facts={"change": "moves"})


def _comparable(problem: Problem) -> Iterator[tuple[MissionId, Held]]:
    return ((m, held) for m, held in problem.published.items() if m in problem.missions)
