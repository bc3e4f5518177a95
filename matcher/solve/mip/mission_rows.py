"""Rows of the restricted problem about one mission: when it is held, with how many, with whom."""

from collections import defaultdict

import numpy as np

from matcher.problem import Mission
from matcher.rules.plurality import is_mixed
from matcher.solve.lagrangian.assignments import heard
from matcher.solve.mip.language_rows import PatternOption, add_losses, speakers
from matcher.solve.mip.restricted_problem import DateColumn, RestrictedProblem, SeatColumn


def add_missions(restricted: RestrictedProblem) -> None:
    """Everything about each mission by itself, and what the tiers above may lose by all."""
    options, losing = _patterns(restricted)
    for number, mission in enumerate(restricted.relaxation.missions):
        _add_mission(restricted, number, mission, options[number])
        losing += add_losses(restricted, mission, restricted.seats_of(number), options[number])
    columns, losses = [column for column, _ in losing], [loss for _, loss in losing]
    if sum(losses) > restricted.relaxation.patterns.spare:
        restricted.rows.add_row(columns, losses, high=restricted.relaxation.patterns.spare)


def _patterns(
    restricted: RestrictedProblem,
) -> tuple[dict[int, list[PatternOption]], list[tuple[int, int]]]:
    """What each mission may fill, and what it loses; groups with several patterns choose one."""
    patterns, rows = restricted.relaxation.patterns, restricted.rows
    options: dict[int, list[PatternOption]] = defaultdict(list)
    losing: list[tuple[int, int]] = []
    exact: list[tuple[int, int]] = []
    for group in np.split(np.arange(len(patterns.first)), patterns.group[1:]):
        columns = list(rows.add_columns([0] * len(group))) if len(group) > 1 else []
        if columns:
            rows.add_row(columns, [1] * len(columns), 1, 1)
            losing += zip(columns, patterns.loss[group].tolist(), strict=True)
            exact += zip(columns, patterns.exact[group].tolist(), strict=True)
        for place, pattern in enumerate(group.tolist()):
            for mission, seats, spoken in patterns.of(pattern):
                option = PatternOption(seats, spoken, columns[place] if columns else None)
                options[mission].append(option)
    if sum(loss for _, loss in exact) > patterns.exact_spare:
        rows.add_row([c for c, _ in exact], [loss for _, loss in exact], high=patterns.exact_spare)
    return options, losing


def _add_mission(
    restricted: RestrictedProblem, number: int, mission: Mission, options: list[PatternOption]
) -> None:
    days = restricted.by_mission[number]
    pin = restricted.relaxation.problem.pins.get(mission.id)
    is_pinned = pin is not None and (pin.start is not None or bool(pin.experts))
    is_held = is_pinned or all(option.seats > 0 for option in options)
    restricted.rows.add_row([day.column for day in days], [1] * len(days), int(is_held), 1)
    is_full = all(option.seats == mission.seats for option in options)
    for day in days:
        _add_openings(restricted, day, is_full=is_full)
        if len(options) == 1:
            _add_fill(restricted, day, mission, options[0])
    if len(options) > 1:
        _add_fills(restricted, restricted.seats_of(number), mission, options)
    if is_mixed(mission):
        _mix(restricted, restricted.seats_of(number), mission)
    by_pair: dict[int, list[int]] = defaultdict(list)
    for seat in restricted.seats_of(number):
        if seat.is_pinned:
            by_pair[seat.pair].append(seat.column)
    for columns in by_pair.values():
        restricted.rows.add_row(columns, [1] * len(columns), low=1)


def _add_openings(restricted: RestrictedProblem, day: DateColumn, *, is_full: bool) -> None:
    """Seats of each role on a date, and one seat for everybody."""
    by_role: dict[int, list[int]] = defaultdict(list)
    by_expert: dict[int, list[int]] = defaultdict(list)
    for seat in day.seats:
        by_role[seat.role].append(seat.column)
        by_expert[seat.expert].append(seat.column)
    low = 0.0 if is_full else float("-inf")
    for role, columns in by_role.items():
        count = int(restricted.relaxation.assignments.roles.count[role])
        restricted.rows.add_row([*columns, day.column], [1] * len(columns) + [-count], low, 0)
    for columns in by_expert.values():
        if len(columns) > 1:
            restricted.rows.add_row([*columns, day.column], [1] * len(columns) + [-1], high=0)


def _add_fill(
    restricted: RestrictedProblem, day: DateColumn, mission: Mission, option: PatternOption
) -> None:
    """The number of seats on a date, where there is but one, and the languages."""
    if option.seats < mission.seats:
        columns = [seat.column for seat in day.seats]
        factors = [1] * len(columns) + [-option.seats]
        restricted.rows.add_row([*columns, day.column], factors, 0, 0)
    for language in mission.speaks if option.seats else ():
        is_needed = restricted.relaxation.must_speak(mission)
        if option.spoken if language == heard(mission) else is_needed:
            able = speakers(restricted, day.seats, mission, language)
            restricted.rows.add_row([*able, day.column], [1] * len(able) + [-1], low=0)


def _add_fills(
    restricted: RestrictedProblem,
    seats: list[SeatColumn],
    mission: Mission,
    options: list[PatternOption],
) -> None:
    """The number of seats, and the language heard, as a seat pattern says."""
    chosen = [option for option in options if option.column is not None]
    columns = [seat.column for seat in seats] + [option.column or 0 for option in chosen]
    factors = [1] * len(seats) + [-option.seats for option in chosen]
    restricted.rows.add_row(columns, factors, 0, 0)
    language = heard(mission)
    speaking = [option.column or 0 for option in chosen if option.spoken]
    if language is not None and speaking:
        able = speakers(restricted, seats, mission, language)
        factors = [1] * len(able) + [-1] * len(speaking)
        restricted.rows.add_row([*able, *speaking], factors, low=0)


def _mix(restricted: RestrictedProblem, seats: list[SeatColumn], mission: Mission) -> None:
    """A second member of a group needs a member of another."""
    groups = restricted.relaxation.tables.census.groups
    by_group: dict[int, set[int]] = defaultdict(set)
    for seat in seats:
        if groups[seat.expert] >= 0:
            by_group[int(groups[seat.expert])].add(seat.column)
    pin = restricted.relaxation.problem.pins.get(mission.id)
    most = sum(role.count for role in mission.roles if role.kind != "official")
    most += len(pin.experts) if pin is not None else 0
    members = [column for columns in by_group.values() for column in columns]
    for columns in by_group.values() if most > 1 else ():
        if len(columns) > 1:
            factors = [1 if column in columns else 1 - most for column in members]
            restricted.rows.add_row(members, factors, high=1)
