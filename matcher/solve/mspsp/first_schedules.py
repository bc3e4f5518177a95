"""First schedules: tasks one by one, or several schedules of biased random priorities.

Each is pulled to its end and back again while that helps: forward-backward improvement
(Valls, Ballestín and Quintanilla 2005).
"""

from collections.abc import Iterator
from random import Random

from matcher.solve.mspsp.instance import Instance
from matcher.solve.mspsp.schedule import Schedule, Scheduler
from matcher.solve.parameters.mspsp import FINISH


def one_by_one(instance: Instance) -> Schedule | None:
    """No two tasks at once, so that it can be staffed if anything can; None without room."""
    clock, found = 0, [0] * len(instance.tasks)
    for at in instance.order.sequence:
        task = instance.tasks[at]
        earliest = max([clock, *(found[before] + delay for before, delay in task.after)])
        start = next((start for start in task.starts if start >= earliest), None)
        if start is None:
            return None
        found[at], clock = start, start + task.length
    return tuple(found)


def several(scheduler: Scheduler, random: Random, count: int) -> Iterator[Schedule]:
    """Schedules by the longest way to the finish; all but the first leave much to chance."""
    ways = scheduler.instance.order.ways(scheduler.instance.tasks)
    for number in range(count):
        spread = FINISH.spread if number else 0.0
        schedule = scheduler.forward([random.uniform(0.0, spread) - way for way in ways])
        if schedule is not None:
            yield pulled(scheduler, schedule)


def pulled(scheduler: Scheduler, schedule: Schedule) -> Schedule:
    """Pushed against its own finish and pulled back to the start, while it ends earlier."""
    tasks = scheduler.instance.tasks
    while True:
        finish = scheduler.finish(schedule)
        ends = [-(start + task.length) for start, task in zip(schedule, tasks, strict=True)]
        late = scheduler.backward(ends, finish)
        early = None if late is None else scheduler.forward(late)
        if early is None or scheduler.finish(early) >= finish:
            return schedule
        schedule = early
