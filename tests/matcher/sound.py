"""A sound problem document, changes that break it, and the flaws that are then found."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from matcher.files import ProblemUnreadable, read_problem
from tests.matcher.exhaustive import Json

SOUND: Json = {
    "format": "hemicycle/problem@1",
    "horizon": ["2027-03-01", "2027-03-12"],
    "institutions": [{"id": "qc", "timezone": "America/Toronto"}],
    "partners": [{"id": "ht", "country": "HT", "timezone": "America/Port-au-Prince"}],
    "domains": [{"id": "law"}, {"id": "drafting", "parent": "law"}],
    "experts": [
        {"id": "e0", "kind": "member", "institution": "qc", "domains": {}, "languages": {}}
    ],
    "missions": [
        {
            "id": name,
            "venue": "abroad",
            "partner": "ht",
            "window": ["2027-03-02", "2027-03-05"],
            "length": 2,
            "roles": [{"id": "r"}],
        }
        for name in ("m0", "m1")
    ],
    "programmes": [{"id": "p"}],
    "pins": {"m0": {"start": "2027-03-02", "team": {"r": ["e0"]}}},
}
Change = Callable[[Json], object]
Named = tuple[str, str]


def flaws(text: str | bytes) -> list[Named]:
    with pytest.raises(ProblemUnreadable) as caught:
        read_problem(text)
    return sorted((flaw.pointer, flaw.code) for flaw in caught.value.flaws)


def flaws_after(*changes: Change) -> list[Named]:
    document = deepcopy(SOUND)
    for change in changes:
        change(document)
    return flaws(json.dumps(document))


def put(pointer: str, value: object) -> Change:
    """Write a value at a place of the document."""

    def change(document: Json) -> None:
        *way, last = pointer.strip("/").split("/")
        at: Any = document  # JSON of any shape
        for step in way:
            at = at[int(step)] if isinstance(at, list) else at[step]
        at[last] = value

    return change


def drop(section: str, index: int, key: str) -> Change:
    """Leave a key of an item out."""
    return lambda document: document[section][index].pop(key)
