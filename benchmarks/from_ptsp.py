"""A shift-minimisation personnel task scheduling instance (.dat) as a staffing problem.

    python -m benchmarks.from_ptsp FILE.dat [-o OUT.json]

Every job is a home mission with a fixed start and one role; every worker an official who holds the
domains of the jobs they qualify for. Times are half-open. The objective is the literature's: all
jobs covered, then the fewest workers. Krishnamoorthy, Ernst, Baatar, "Algorithms for large scale
shift minimisation personnel task scheduling problems", EJOR 219 (2012).
"""

import re
from itertools import accumulate
from pathlib import Path
from typing import Any

from benchmarks.converting import WHOLE_WEEK, converted, moment, staff

Document = dict[str, Any]  # Any: JSON


def read(text: str) -> tuple[list[tuple[int, int]], list[list[int]]]:
    """Start and end of every job, and the jobs that each worker qualifies for.

    Raises: ValueError where the file does not hold what it announces.
    """
    text = re.sub(r"#[^\n]*", "", text)
    head, _, tail = text.partition("Qualifications")
    announced = re.search(r"Jobs\s*=\s*(\d+)(.*)", head, re.S)
    if announced is None or not tail:
        raise ValueError("No jobs or no qualifications in the file.")
    numbers = [int(word) for word in announced[2].split()]
    spans = list(zip(numbers[0::2], numbers[1::2], strict=True))
    if len(spans) != int(announced[1]):
        raise ValueError(f"The file announces {announced[1]} jobs and has {len(spans)}.")
    lines = (line.split(":", 1)[1] for line in tail.splitlines() if ":" in line)
    return spans, [[int(job) for job in line.split()] for line in lines]


def problem(path: Path) -> Document:
    """The staffing problem of an instance."""
    spans, qualified = read(path.read_text())
    last = max(end for _, end in spans)
    return {
        "format": "hemicycle/problem@1",
        "horizon": [moment(0)[:10], moment(last)[:10]],
        "institutions": [{"id": "i", "timezone": "UTC"}],
        "domains": [{"id": f"j{job}"} for job in range(len(spans))],
        "experts": [
            staff(worker, (f"j{job}" for job in jobs)) for worker, jobs in enumerate(qualified)
        ],
        "missions": [mission(job, start, end) for job, (start, end) in enumerate(spans)],
        "objective": [{"vacancies": 1}, {"pool": 1}],
    }


def most_at_once(path: Path) -> int:
    """The most jobs under way at once: no plan that covers them all has fewer people."""
    spans, _ = read(path.read_text())
    # An end comes before a start of the same moment: the spans are half-open.
    changes = sorted([(end, -1) for _, end in spans] + [(start, 1) for start, _ in spans])
    return max(accumulate(change for _, change in changes))


def mission(job: int, start: int, end: int) -> Document:
    """A job as a mission of one seat on one date."""
    return {
        "id": f"j{job}",
        "venue": "home",
        "institution": "i",
        "window": [moment(start), moment(start)],
        "starts": "half-day",
        "weekdays": WHOLE_WEEK,
        "length": end - start,
        "roles": [{"id": "r", "domains": {f"j{job}": 1}}],
    }


if __name__ == "__main__":
    converted(problem, "A PTSP instance as a staffing problem.")
