"""JSON Patch (RFC 6902) as far as single changes speak it: add, replace and remove."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

Operation = Mapping[str, object]
Json = dict[str, Any]  # a JSON document: what it holds is what its schema says


def at(*steps: str | int) -> str:
    """The JSON Pointer (RFC 6901) of a place in a document."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def add(path: str, value: object) -> Operation:
    """The operation that puts a value where there was none."""
    return {"op": "add", "path": path, "value": value}


def replaced(path: str, value: object) -> Operation:
    """The operation that puts a value in the place of another."""
    return {"op": "replace", "path": path, "value": value}


def removed(path: str) -> Operation:
    """The operation that takes a value away."""
    return {"op": "remove", "path": path}


def steps_of(path: str) -> tuple[str, ...]:
    """The keys and indices that a pointer leads through."""
    return tuple(s.replace("~1", "/").replace("~0", "~") for s in path.split("/")[1:])


def patched(document: Json, patch: Sequence[Operation]) -> Json:
    """A copy of a document with a patch applied.

    Raises: KeyError, IndexError or ValueError where an operation has no such place.
    """
    found = deepcopy(document)
    for operation in patch:
        _apply(found, operation)
    return found


def _apply(document: Json, operation: Operation) -> None:
    *way, last = steps_of(str(operation["path"]))
    part: Any = document  # objects and lists on the way
    for step in way:
        part = part[int(step)] if isinstance(part, list) else part[step]
    key: Any = int(last) if isinstance(part, list) else last
    if operation["op"] == "add":
        part[key] = operation["value"]
    elif operation["op"] == "replace":
        part[key], _ = operation["value"], part[key]
    elif operation["op"] == "remove":
        del part[key]
    else:
        raise ValueError(f"No operation of single changes: {operation['op']}.")
