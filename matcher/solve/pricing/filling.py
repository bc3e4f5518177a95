"""Rows of the core about one mission: when it is held, how its seats are filled, by whom."""

from collections import defaultdict

import numpy as np

from matcher.problem import Mission
from matcher.solve.pricing.core import Core, Day, Seat
from matcher.solve.pricing.sittings import heard
from matcher.solve.pricing.tongues import Option, add_losses, speakers


def add_missions(core: Core) -> None:
    """Everything about each mission by itself, and what the tiers above may lose by all."""
    options, losing = _share_outs(core)
    for number, mission in enumerate(core.market.missions):
        _add_mission(core, number, mission, options[number])
        losing += add_losses(core, mission, core.seats_of(number), options[number])
    columns, losses = [column for column, _ in losing], [loss for _, loss in losing]
    if sum(losses) > core.market.quotas.spare:
        core.rows.add_row(columns, losses, high=core.market.quotas.spare)


def _share_outs(core: Core) -> tuple[dict[int, list[Option]], list[tuple[int, int]]]:
    """What each mission may fill, and what it loses; groups with several share-outs choose one."""
    quotas, rows = core.market.quotas, core.rows
    options: dict[int, list[Option]] = defaultdict(list)
    losing: list[tuple[int, int]] = []
    exact: list[tuple[int, int]] = []
    for group in np.split(np.arange(len(quotas.first)), quotas.group[1:]):
        columns = list(rows.add_columns([0] * len(group))) if len(group) > 1 else []
        if columns:
            rows.add_row(columns, [1] * len(columns), 1, 1)
            losing += zip(columns, quotas.loss[group].tolist(), strict=True)
            exact += zip(columns, quotas.exact[group].tolist(), strict=True)
        for place, share_out in enumerate(group.tolist()):
            for mission, seats, spoken in quotas.of(share_out):
                option = Option(seats, spoken, columns[place] if columns else None)
                options[mission].append(option)
    if sum(loss for _, loss in exact) > quotas.exact_spare:
        rows.add_row([c for c, _ in exact], [loss for _, loss in exact], high=quotas.exact_spare)
    return options, losing


def _add_mission(core: Core, number: int, mission: Mission, options: list[Option]) -> None:
    days = core.by_mission[number]
    pin = core.market.problem.pins.get(mission.id)
    is_pinned = pin is not None and (pin.start is not None or bool(pin.experts))
    is_held = is_pinned or all(option.seats > 0 for option in options)
    core.rows.add_row([day.column for day in days], [1] * len(days), int(is_held), 1)
    is_full = all(option.seats == mission.seats for option in options)
    for day in days:
        _add_openings(core, day, is_full=is_full)
        if len(options) == 1:
            _add_fill(core, day, mission, options[0])
    if len(options) > 1:
        _add_fills(core, core.seats_of(number), mission, options)
    if mission.plural:
        _mix(core, core.seats_of(number), mission)
    by_pair: dict[int, list[int]] = defaultdict(list)
    for seat in core.seats_of(number):
        if seat.is_pinned:
            by_pair[seat.pair].append(seat.column)
    for columns in by_pair.values():
        core.rows.add_row(columns, [1] * len(columns), low=1)


def _add_openings(core: Core, day: Day, *, is_full: bool) -> None:
    """Seats of each role on a date, and one seat for everybody."""
    by_role: dict[int, list[int]] = defaultdict(list)
    by_expert: dict[int, list[int]] = defaultdict(list)
    for seat in day.seats:
        by_role[seat.role].append(seat.column)
        by_expert[seat.expert].append(seat.column)
    low = 0.0 if is_full else float("-inf")
    for role, columns in by_role.items():
        count = int(core.market.sittings.roles.count[role])
        core.rows.add_row([*columns, day.column], [1] * len(columns) + [-count], low, 0)
    for columns in by_expert.values():
        if len(columns) > 1:
            core.rows.add_row([*columns, day.column], [1] * len(columns) + [-1], high=0)


def _add_fill(core: Core, day: Day, mission: Mission, option: Option) -> None:
    """The number of seats on a date, where there is but one, and the languages."""
    if option.seats < mission.seats:
        columns = [seat.column for seat in day.seats]
        factors = [1] * len(columns) + [-option.seats]
        core.rows.add_row([*columns, day.column], factors, 0, 0)
    for language in mission.speaks if option.seats else ():
        is_needed = core.market.must_speak(mission)
        if option.spoken if language == heard(mission) else is_needed:
            able = speakers(core, day.seats, mission, language)
            core.rows.add_row([*able, day.column], [1] * len(able) + [-1], low=0)


def _add_fills(core: Core, seats: list[Seat], mission: Mission, options: list[Option]) -> None:
    """The number of seats, and the language heard, as a share-out says."""
    chosen = [option for option in options if option.column is not None]
    columns = [seat.column for seat in seats] + [option.column or 0 for option in chosen]
    factors = [1] * len(seats) + [-option.seats for option in chosen]
    core.rows.add_row(columns, factors, 0, 0)
    language = heard(mission)
    speaking = [option.column or 0 for option in chosen if option.spoken]
    if language is not None and speaking:
        able = speakers(core, seats, mission, language)
        factors = [1] * len(able) + [-1] * len(speaking)
        core.rows.add_row([*able, *speaking], factors, low=0)


def _mix(core: Core, seats: list[Seat], mission: Mission) -> None:
    """A second member of a group needs a member of another."""
    groups = core.market.tables.census.groups
    by_group: dict[int, set[int]] = defaultdict(set)
    for seat in seats:
        if groups[seat.expert] >= 0:
            by_group[int(groups[seat.expert])].add(seat.column)
    pin = core.market.problem.pins.get(mission.id)
    most = sum(role.count for role in mission.roles if role.kind != "official")
    most += len(pin.experts) if pin is not None else 0
    members = [column for columns in by_group.values() for column in columns]
    for columns in by_group.values() if most > 1 else ():
        if len(columns) > 1:
            factors = [1 if column in columns else 1 - most for column in members]
            core.rows.add_row(members, factors, high=1)
