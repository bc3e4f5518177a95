"""Languages of a mission beside the one that prices hear of: spoken, or lost to the tiers above."""

from dataclasses import dataclass

from matcher.problem import Language, Mission
from matcher.solve.pricing.core import Core, Seat
from matcher.solve.pricing.sittings import heard


@dataclass(frozen=True, slots=True)
class Option:
    """Seats filled and language heard as one share-out says; the only one has no column."""

    seats: int
    spoken: int
    column: int | None


def speakers(core: Core, seats: list[Seat], mission: Mission, language: Language) -> list[int]:
    """Columns of those who speak a language well enough."""
    ranks, needed = core.market.tables.census.rank(language), mission.speaks[language]
    return [seat.column for seat in seats if ranks[seat.expert] >= needed]


def add_losses(
    core: Core, mission: Mission, seats: list[Seat], options: list[Option]
) -> list[tuple[int, int]]:
    """Columns for the languages that may go unspoken, each with what it loses."""
    others = [language for language in mission.speaks if language != heard(mission)]
    loss, rows = core.market.above.loss, core.rows
    if not others or not (loss.vacancy or loss.incomplete):
        return []
    lost = list(rows.add_columns([0] * len(others)))
    sent, fixed = _columns([option for option in options if option.seats])
    for language, column in zip(others, lost, strict=True):
        able = speakers(core, seats, mission, language)
        factors = [1] * (len(able) + 1) + [-1] * len(sent)
        rows.add_row([*able, column, *sent], factors, low=fixed)
    spoilt = rows.add_columns([0])[0]
    whole, fixed = _columns([option for option in options if _is_whole(option, mission)])
    for column in lost:
        factors = [1, -1] + [-1] * len(whole)
        rows.add_row([spoilt, column, *whole], factors, low=fixed - 1)
    vacancies = [(column, mission.priority * loss.vacancy) for column in lost]
    return [*vacancies, (spoilt, mission.priority * loss.incomplete)]


def _columns(options: list[Option]) -> tuple[list[int], int]:
    """The columns of options, and 1 where the only one of a mission is among them."""
    columns = [option.column for option in options if option.column is not None]
    return columns, int(any(option.column is None for option in options))


def _is_whole(option: Option, mission: Mission) -> bool:
    return option.seats == mission.seats and bool(option.spoken or not mission.speaks)
