"""A multi-skill project scheduling instance (.dzn) as a staffing problem.

    python -m benchmarks.from_mspsp FILE.dzn [-o OUT.json]

Every activity with a length is a home mission that may start in any half-day; each skill it needs
is a role; every resource an official. Precedences become `after` (through activities of length 0).
The objective is the literature's: everything staffed, then the earliest finish. Horizon: `maxt`
where given, else the sum of lengths. Young, Feydy, Schutt, "Constraint programming applied to the
multi-skill project scheduling problem", CP 2017.
"""

import re
from pathlib import Path
from typing import Any

from benchmarks.converting import WHOLE_WEEK, converted, moment, staff

Document = dict[str, Any]  # Any: JSON
_TRUTHS = {"true": 1, "false": 0}


def read(text: str) -> dict[str, Any]:  # Any: a number, a list or a table of numbers
    """Numbers, lists and tables of a MiniZinc data file; sets and anything else are left out."""
    found: dict[str, Any] = {}
    for key, value in re.findall(r"(\w+)\s*=\s*(.*?);", re.sub(r"%[^\n]*", "", text), re.S):
        value = value.strip()
        if value.startswith("[|"):
            rows = (numbers(row) for row in value[2:-2].strip().strip("|").split("|"))
            found[key] = [row for row in rows if row]
        elif value.startswith("[") and "{" not in value:
            found[key] = numbers(value[1:-1])
        elif re.fullmatch(r"-?\d+", value):
            found[key] = int(value)
    return found


def numbers(row: str) -> list[int]:
    """The numbers of a list, truths as 1 and 0."""
    words = [word.strip() for word in row.replace("\n", " ").split(",")]
    return [_TRUTHS[word] if word in _TRUTHS else int(word) for word in words if word]


def problem(path: Path) -> Document:
    """The staffing problem of an instance."""
    facts = read(path.read_text())
    lengths: list[int] = facts["dur"]
    horizon = facts.get("maxt") or sum(lengths)
    before = predecessors(facts)
    return {
        "format": "hemicycle/problem@1",
        "horizon": [moment(0)[:10], moment(horizon - 1)[:10]],
        "institutions": [{"id": "i", "timezone": "UTC"}],
        "domains": [{"id": f"s{skill}"} for skill in range(facts["nSkills"])],
        "experts": [
            staff(worker, (f"s{skill}" for skill, masters in enumerate(row) if masters))
            for worker, row in enumerate(facts["mastery"])
        ],
        "missions": [
            mission(act, length, horizon, facts["sreq"][act], before[act])
            for act, length in enumerate(lengths)
            if length
        ],
        "objective": [{"incomplete": 1, "vacancies": 1}, {"finish": 1}],
    }


def predecessors(facts: dict[str, Any]) -> list[list[int]]:
    """For each activity those with a length that come before it, through those without."""
    lengths: list[int] = facts["dur"]
    direct: list[set[int]] = [set() for _ in lengths]
    for first, then in zip(facts["pred"], facts["succ"], strict=True):
        direct[then - 1].add(first - 1)

    def real(act: int) -> set[int]:
        return {before for one in direct[act] for before in ({one} if lengths[one] else real(one))}

    return [sorted(real(act)) for act in range(len(lengths))]


def mission(act: int, length: int, horizon: int, needs: list[int], before: list[int]) -> Document:
    """An activity as a mission with a role for each skill; a seat for anybody if it has none."""
    roles: list[Document] = [
        {"id": f"s{skill}", "count": count, "domains": {f"s{skill}": 1}}
        for skill, count in enumerate(needs)
        if count
    ]
    follows = {"after": [{"mission": f"a{other}"} for other in before]} if before else {}
    return {
        "id": f"a{act}",
        "venue": "home",
        "institution": "i",
        "window": [moment(0), moment(horizon - 1)],
        "starts": "half-day",
        "weekdays": WHOLE_WEEK,
        "length": length,
        "roles": roles or [{"id": "none", "count": 1}],
        **follows,
    }


if __name__ == "__main__":
    converted(problem, "An MSPSP instance as a staffing problem.")
