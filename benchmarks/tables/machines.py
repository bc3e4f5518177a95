"""What everything was measured on, in a few lines."""

from collections.abc import Sequence

from benchmarks.results import Row

PACKAGES = ("python", "ortools", "highspy", "numpy")


def machines(rows: Sequence[Row]) -> str:
    """Machine and versions, and for each command its days, its code and the load before."""
    kinds = list(dict.fromkeys(kind(row) for row in rows))
    commands = list(dict.fromkeys(row["command"] for row in rows))
    return "\n".join(f"- {said}" for said in (*kinds, *(when(rows, name) for name in commands)))


def kind(row: Row) -> str:
    """A machine with its versions."""
    facts = row["machine"]
    packages = (f"{name} {facts[name]}" for name in PACKAGES if facts.get(name))
    return f"{facts['cpu']}, {facts['cores']} cores, {facts['memory_gb']} GB; {', '.join(packages)}"


def when(rows: Sequence[Row], command: str) -> str:
    """When a command was run, on which code, how busy the machine was before each row."""
    own = [row for row in rows if row["command"] == command]
    days = sorted({row["machine"]["date"][:10] for row in own})
    codes = dict.fromkeys(row["code"] for row in own)
    workers = " and ".join(map(str, sorted({row["workers"] for row in own if "workers" in row})))
    load = max(row["machine"]["load"] for row in own)
    return (
        f"`{command}`: {len(own)} rows, {days[0]}{f' to {days[-1]}' if len(days) > 1 else ''}, "
        f"code {', '.join(f'`{code}`' for code in codes)}, "
        f"{f'{workers} workers, ' if workers else ''}load at most {load:g} before a row"
    )
