"""How much dearer than the bound every plan is that uses a certain date or assignment.

What is dearer by more than the gap to the best plan is in no better one, and can be left out
without harm to any proof (reduced cost fixing).
"""

from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints
from matcher.solve.lagrangian.relaxation import Evaluation, LagrangianRelaxation
from matcher.solve.lagrangian.segments import ranges
from matcher.solve.parameters.sentinels import NEVER


@dataclass(frozen=True, slots=True)
class ReducedCosts:
    """[date] and [assignment], in parts of a unit; never above the truth."""

    dates: Ints
    assignments: Ints


def reduced_costs(relaxation: LagrangianRelaxation, evaluation: Evaluation) -> ReducedCosts:
    """The reduced costs of everything at the multipliers of these costs."""
    rest = _rest(relaxation, evaluation)
    dates = _least_by_date(relaxation, evaluation, rest)
    assignments = np.full(len(relaxation.assignments.pair), NEVER, dtype=np.int64)
    for place in range(relaxation.teams.places):
        _add_place(relaxation, evaluation, rest, place, assignments)
    return ReducedCosts(dates, assignments)


def _rest(relaxation: LagrangianRelaxation, evaluation: Evaluation) -> Ints:
    """[k, spoken, mission]: what the others of its group cost more than at their best."""
    patterns = relaxation.patterns
    sizes = np.diff(np.append(patterns.first, len(patterns.mission)))
    groups = np.diff(np.append(patterns.group, len(patterns.first)))
    over = evaluation.by_pattern - np.repeat(evaluation.by_pattern[evaluation.best], groups)
    own = evaluation.by_mission[patterns.seats, patterns.spoken, patterns.mission]
    rest = np.full(evaluation.by_mission.shape, NEVER, dtype=np.int64)
    at = (patterns.seats, patterns.spoken, patterns.mission)
    np.minimum.at(rest, at, np.repeat(over, sizes) - own)
    return rest


def _least_by_date(relaxation: LagrangianRelaxation, evaluation: Evaluation, rest: Ints) -> Ints:
    teams, mission = evaluation.teams[-1], relaxation.assignments.dates.mission
    least = np.full(teams.shape[2], NEVER, dtype=np.int64)
    for k, spoken in np.argwhere((rest < NEVER // 2).any(axis=2)):
        np.minimum(least, teams[k, spoken] + rest[k, spoken, mission], out=least)
    return least + evaluation.penalty


def _add_place(
    relaxation: LagrangianRelaxation, evaluation: Evaluation, rest: Ints, place: int, found: Ints
) -> None:
    """The reduced costs of all assignments in the roles at one place of the missions."""
    assignments = relaxation.assignments
    others = relaxation.teams.by_date(evaluation.least, leave_out=place)[-1]
    here = np.flatnonzero(assignments.roles.place[assignments.opening_role] == place)
    date = assignments.opening_date[here]
    penalty = evaluation.penalty[date]
    sizes = relaxation.teams.sizes[here]
    at = ranges(assignments.first[here], sizes)
    opening = np.repeat(np.arange(len(here)), sizes)
    speaks = assignments.pairs.speaks[assignments.pair[at]].astype(np.int64)
    for j in range(1, relaxation.teams.most + 1):
        own = evaluation.least[:, :, here]
        nth = own[j, 0] - own[j - 1, 0]
        alone, joined = _around(relaxation, rest, others[:, :, date], own[j - 1], here, j)
        cost = evaluation.cost[at].astype(np.int64)
        with_others = np.maximum(cost, nth[opening]) + (alone + penalty)[speaks, opening]
        with_speaker = np.where(speaks == 1, NEVER, cost + (joined + penalty)[opening])
        found[at] = np.minimum(found[at], np.minimum(with_others, with_speaker))


def _around(
    relaxation: LagrangianRelaxation, rest: Ints, others: Ints, own: Ints, here: Ints, j: int
) -> tuple[Ints, Ints]:
    """The rest of a team around one of `j` in an opening.

    [speaks, opening] where the others of the role are the cheapest, and [opening] where they
    have to speak the language.
    """
    roles, dates = relaxation.assignments.roles, relaxation.assignments.dates
    mission = dates.mission[relaxation.assignments.opening_date[here]]
    has_seats = roles.count[relaxation.assignments.opening_role[here]] >= j
    alone = np.full((2, len(here)), NEVER, dtype=np.int64)
    joined = np.full(len(here), NEVER, dtype=np.int64)
    for k, spoken in np.argwhere((rest < NEVER // 2).any(axis=2)):
        if not 0 <= k - j < len(others):
            continue
        more = np.where(has_seats, rest[k, spoken, mission], NEVER)
        quiet = others[k - j, 0] + own[0] + more
        np.minimum(alone[1], quiet, out=alone[1])
        heard = others[k - j, 1] + own[0] + more if spoken else quiet
        np.minimum(alone[0], heard, out=alone[0])
        if spoken:
            np.minimum(joined, others[k - j, 0] + own[1] + more, out=joined)
    return alone, joined
