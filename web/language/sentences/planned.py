"""When a mission of a problem would take place, in words: its half-days, by video by two clocks."""

from db.moments import to_number
from matcher.halfdays import HalfDay, Span
from matcher.problem import MissionId, Problem
from web.language.sentences.facts import moment_words
from web.language.sentences.names import Names
from web.language.stays import stay_words


def planned_words(problem: Problem, name: MissionId, start: HalfDay, names: Names) -> str:
    """The half-days of a mission at the place, begun on a start of the horizon."""
    mission = problem.missions[name]
    span = ledger_span(problem, mission.on_site(start))
    return stay_words(mission.venue, span, span, names.clocks.get(name, ()))


def start_words(problem: Problem, name: MissionId, start: HalfDay, names: Names) -> str:
    """Its first half-day alone; by video with the hours, which two clocks show differently."""
    if names.clocks.get(name):
        return planned_words(problem, name, start, names)
    return moment_words(problem.horizon.moment(start), problem.missions[name].half_day_starts)


def ledger_span(problem: Problem, span: Span) -> tuple[int, int]:
    """A span of the matcher as half-days of the ledger, both ends included."""
    return to_number(span.start, problem.horizon), to_number(span.end - 1, problem.horizon)
