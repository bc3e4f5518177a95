"""Changes of what programmes may spend, and of what counts as better."""

from dataclasses import replace

from matcher.problem import MEASURES, Problem, Programme
from matcher.scenario.facts import Said


def half_days(said: Said) -> Problem:
    """`programme.half_days` {programme, most}: expert half-days; null for no bound."""
    return _with(said.problem, replace(_programme(said), expert_half_days_max=said.bound("most")))


def share(said: Said) -> Problem:
    """`programme.share` {programme, institution, most}: of one institution; null for no bound."""
    programme, home, most = _programme(said), said.institution, said.bound("most")
    kept = {name: held for name, held in programme.by_institution.items() if name != home}
    shares = kept if most is None else {**kept, home: most}
    return _with(said.problem, replace(programme, by_institution=shares))


def budget(said: Said) -> Problem:
    """`programme.budget` {programme, most}: whole units of the currency; null for no bound."""
    return _with(said.problem, replace(_programme(said), budget_max=said.bound("most")))


def weigh(said: Said) -> Problem:
    """`objective.weights` {measure: weight…}: of the last tier's measures, at least 1 each."""
    *upper, last = said.problem.objective
    weights = {measure: said.number(measure) for measure in MEASURES if measure in said.facts}
    if weights.keys() != last.keys() or min(weights.values()) < 1:
        raise ValueError(f"Weights are whole numbers from 1 for {', '.join(last)}.")
    return replace(said.problem, objective=(*upper, weights))


def _programme(said: Said) -> Programme:
    return said.problem.programmes[said.programme]


def _with(problem: Problem, programme: Programme) -> Problem:
    return replace(problem, programmes={**problem.programmes, programme.id: programme})
