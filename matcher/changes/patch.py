"""JSON Patch (RFC 6902) as far as single changes speak it: add, replace and remove."""

from collections.abc import Mapping, Sequence
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
    """The document with a patch applied; what the patch leaves alone is shared, not copied.

    Raises: KeyError, IndexError, TypeError or ValueError where there is no such place.
    """
    for operation in patch:
        document = _applied(document, steps_of(str(operation["path"])), operation)
    return document


def _applied(part: Any, way: Sequence[str], operation: Operation) -> Any:  # JSON of any shape
    if not isinstance(part, dict | list) or not way:
        raise ValueError(f"There is no such place: {operation['path']}.")
    key: Any = int(way[0]) if isinstance(part, list) else way[0]
    fresh: Any = part.copy()
    if len(way) > 1:
        fresh[key] = _applied(part[key], way[1:], operation)
    elif operation["op"] == "remove":
        del fresh[key]
    elif operation["op"] == "add" and isinstance(fresh, list):
        fresh.insert(key, operation["value"])
    elif operation["op"] == "add":
        fresh[key] = operation["value"]
    elif operation["op"] == "replace":
        del fresh[key]  # which must be there
        fresh = _applied(fresh, way, {**operation, "op": "add"})
    else:
        raise ValueError(f"No operation of single changes: {operation['op']}.")
    return fresh
