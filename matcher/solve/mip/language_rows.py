"""Languages beside the one that the relaxation hears of: spoken, or lost to the tiers above."""

from dataclasses import dataclass

from matcher.problem import Language, Mission
from matcher.solve.lagrangian.assignments import heard
from matcher.solve.mip.restricted_problem import RestrictedProblem, SeatColumn


@dataclass(frozen=True, slots=True)
class PatternOption:
    """Seats filled and language heard as one seat pattern says; the only one has no column."""

    seats: int
    spoken: int
    column: int | None


def speakers(
    restricted: RestrictedProblem, seats: list[SeatColumn], mission: Mission, language: Language
) -> list[int]:
    """Columns of those who speak a language well enough."""
    ranks, needed = restricted.relaxation.tables.census.rank(language), mission.speaks[language]
    return [seat.column for seat in seats if ranks[seat.expert] >= needed]


def add_losses(
    restricted: RestrictedProblem,
    mission: Mission,
    seats: list[SeatColumn],
    options: list[PatternOption],
) -> list[tuple[int, int]]:
    """Columns for the languages that may go unspoken, each with what it loses."""
    others = [language for language in mission.speaks if language != heard(mission)]
    loss, rows = restricted.relaxation.above.loss, restricted.rows
    if not others or not (loss.vacancy or loss.incomplete):
        return []
    lost = list(rows.add_columns([0] * len(others)))
    sent, fixed = _columns([option for option in options if option.seats])
    for language, column in zip(others, lost, strict=True):
        able = speakers(restricted, seats, mission, language)
        factors = [1] * (len(able) + 1) + [-1] * len(sent)
        rows.add_row([*able, column, *sent], factors, low=fixed)
    spoilt = rows.add_columns([0])[0]
    whole, fixed = _columns([option for option in options if _is_whole(option, mission)])
    for column in lost:
        factors = [1, -1] + [-1] * len(whole)
        rows.add_row([spoilt, column, *whole], factors, low=fixed - 1)
    vacancies = [(column, mission.priority * loss.vacancy) for column in lost]
    return [*vacancies, (spoilt, mission.priority * loss.incomplete)]


def _columns(options: list[PatternOption]) -> tuple[list[int], int]:
    """The columns of options, and 1 where the only one of a mission is among them."""
    columns = [option.column for option in options if option.column is not None]
    return columns, int(any(option.column is None for option in options))


def _is_whole(option: PatternOption, mission: Mission) -> bool:
    return option.seats == mission.seats and bool(option.spoken or not mission.speaks)
