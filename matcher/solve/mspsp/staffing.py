"""Who goes where once every task is dated: people stay on their task from start to end.

It depends on nothing but which tasks (and absences, numbered after them) are under way
together: the groups of a schedule. Crews are counted by seat, nobody is named yet.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar

from matcher.solve.limits import Settings
from matcher.solve.mspsp.project import Project
from matcher.solve.parameters.mspsp import CUTS

ConcurrentTasks = frozenset[int]
"""Tasks and absences under way at one moment."""
CrewSeats = Mapping[tuple[int, int, int], int]
"""How many of a crew take seats of a skill in a task, by (task, skill, crew)."""


@dataclass(frozen=True, slots=True)
class Staffing:
    """What a look for people found: seats, or the proof that there are none, or neither."""

    seats: CrewSeats | None
    is_impossible: bool
    work: float


def concurrent_tasks(project: Project, schedule: Sequence[int]) -> list[ConcurrentTasks]:
    """The fullest groups of a schedule: those that lie within no other."""
    spans = [(s, s + t.length) for s, t in zip(schedule, project.tasks, strict=True)]
    spans += [(absence.span.start, absence.span.end) for absence in project.absences]
    return fullest(
        frozenset(at for at, (start, end) in enumerate(spans) if start <= moment < end)
        for moment in sorted({start for start, _ in spans})
    )


def fullest(found: Iterable[ConcurrentTasks]) -> list[ConcurrentTasks]:
    """Those that lie within no other, each once."""
    several = list(dict.fromkeys(found))
    return [group for group in several if not any(group < other for other in several)]


def staff(project: Project, together: Sequence[ConcurrentTasks], settings: Settings) -> Staffing:
    """Seats for every task of these groups, so that no group asks too much of a crew.

    A look takes milliseconds: without presolve, alone, and too short to be stopped.
    """
    model = CpModel()
    members = sorted({at for group in together for at in group if at < len(project.tasks)})
    seats = _seats(model, project, members)
    _keep_crews(model, project, together, seats)
    solver = CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False
    solver.parameters.catch_sigint_signal = False
    solver.parameters.random_seed = settings.seed
    solver.parameters.max_deterministic_time = CUTS.staffing_work
    solver.parameters.max_time_in_seconds = max(0.01, settings.time_left)
    status = solver.solve(model)
    is_found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return Staffing(
        seats={place: solver.value(var) for place, var in seats.items()} if is_found else None,
        is_impossible=status == cp_model.INFEASIBLE,
        work=solver.response_proto.deterministic_time + CUTS.staffing_built,
    )


def _seats(
    model: CpModel, project: Project, members: Sequence[int]
) -> dict[tuple[int, int, int], IntVar]:
    """A count for every crew that has a skill a task needs; together they fill its seats."""
    seats: dict[tuple[int, int, int], IntVar] = {}
    for at in members:
        for skill, needed in project.tasks[at].needs.items():
            able = [number for number, c in enumerate(project.crews) if skill in c.skills]
            for crew in able:
                most = min(needed, len(project.crews[crew].experts))
                seats[at, skill, crew] = model.new_int_var(0, most, "")
            model.add(sum(seats[at, skill, crew] for crew in able) == needed)
    return seats


def _keep_crews(
    model: CpModel,
    project: Project,
    together: Sequence[ConcurrentTasks],
    seats: Mapping[tuple[int, int, int], IntVar],
) -> None:
    absences = project.absences
    by_task: dict[int, dict[int, list[IntVar]]] = defaultdict(lambda: defaultdict(list))
    for (at, _, crew), var in seats.items():
        by_task[at][crew].append(var)
    for group in together:
        away = {absences[at - len(project.tasks)].crew for at in group if at >= len(project.tasks)}
        asked: dict[int, list[IntVar]] = defaultdict(list)
        for at in sorted(group):
            for crew, several in by_task[at].items():
                asked[crew] += several
        for crew, several in asked.items():
            model.add(sum(several) <= (0 if crew in away else len(project.crews[crew].experts)))
