"""From bytes to a JSON document that obeys its schema, or to the list of its flaws."""

import json
import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import islice
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError

from matcher.files.flaws import Flaw, Path, pointer

Document = dict[str, Any]  # JSON: what it holds is what the schema says
Item = dict[str, Any]  # JSON object: what it holds is what the schema says
"""One entry of a document: an expert, a mission, a role."""
LARGEST = 8 * 1024 * 1024
"""Octets of a document that is looked into: ten times a large parliament’s year."""
FLAWS_MOST = 200
"""Flaws that are listed of one document: whoever mends those sees the next."""
UNSOUND = "json.too_deep"
"""The flaw after which the rest of a document cannot be trusted to have its schema's shape."""
_SHOWN = 80
_MAYBE_HALF = re.compile(r"\\u[dD][89a-fA-F]")


class _NonStandardJson(Exception):
    """JSON that Python would take and the standard does not allow."""

    def __init__(self, flaw: Flaw) -> None:
        self.flaw = flaw


def parse(text: str | bytes) -> tuple[Any, list[Flaw]]:  # Any: JSON of any shape
    """The JSON value of a text and no flaws, or None and what broke it."""
    if len(text) > LARGEST:
        return None, [Flaw("", "json.too_large", {"most": LARGEST // 2**20})]
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig")
        found = json.loads(
            text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_fraction
        )
        _expect_whole_characters(text, found)
        return found, []
    except UnicodeDecodeError as error:
        return None, [Flaw("", "json.not_utf8", {"byte": error.start})]
    except UnicodeEncodeError:
        return None, [Flaw("", "json.lone_surrogate")]
    except json.JSONDecodeError as error:
        if not text.strip():
            return None, [Flaw("", "json.empty")]
        where = {"line": error.lineno, "column": error.colno}
        return None, [Flaw("", "json.broken", where)]
    except _NonStandardJson as refused:
        return None, [refused.flaw]
    except (RecursionError, ValueError):
        return None, [Flaw("", "json.too_deep")]


def _expect_whole_characters(text: str, found: object) -> None:
    """Half of a surrogate pair, as an escape or as itself, is no text in any language.

    Raises: UnicodeEncodeError.
    """
    text.encode("utf-8")
    if _MAYBE_HALF.search(text):
        json.dumps(found, ensure_ascii=False).encode("utf-8")


def _object(pairs: list[tuple[str, Any]]) -> Document:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for place, key in enumerate(keys) if key in keys[:place])
        raise _NonStandardJson(Flaw("", "json.duplicate_key", {"key": twice}))
    return found


def _constant(name: str) -> None:
    raise _NonStandardJson(Flaw("", "json.not_a_number", {"found": name}))


def _fraction(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        # Nobody who checks the document further could tell it from none.
        raise _NonStandardJson(Flaw("", "json.number_too_large", {"found": _short(text)}))
    return number


@cache
def _schema(name: str) -> Document:
    source = resources.files("matcher").joinpath("schemas", f"{name}.schema.json")
    return dict(json.loads(source.read_text(encoding="utf-8")))


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(_schema(name))


def schema_flaws(document: object, schema: str) -> list[Flaw]:
    """Everything that breaks the JSON Schema, in the order of the document."""
    try:
        errors = _validator(schema).iter_errors(document)
        found = (flaw for error in errors for flaw in _flaws_of(error, _schema(schema)))
        return list(islice(found, FLAWS_MOST))
    except ValueError:
        return [Flaw("", UNSOUND)]


def is_sound(flaws: Sequence[Flaw]) -> bool:
    """Is it known of every part of the document whether it has its schema's shape?"""
    return len(flaws) < FLAWS_MOST and not any(flaw.code == UNSOUND for flaw in flaws)


def _flaws_of(error: ValidationError, schema: Document) -> Iterator[Flaw]:
    path: Path = tuple(error.instance_path)
    rule = str(error.schema_path[-1])
    facts = error.kind.as_dict()
    if rule == "required":
        yield Flaw(pointer(path), "schema.required", {"key": facts["property"]})
    elif rule == "additionalProperties":
        known = _at(schema, error.schema_path[:-1]).get("properties", {})
        for key in facts["unexpected"]:
            named = {"key": key, "expected": sorted(known)}
            yield Flaw(pointer((*path, key)), "schema.unknown_key", named)
    else:
        found = {"expected": _expected(facts), "found": _shown(error.instance)}
        yield Flaw(pointer(path), f"schema.{rule}", found)


def _at(schema: Document, path: Sequence[str | int]) -> Document:
    """The part of a schema that a path leads to."""
    part: Any = schema  # JSON of any shape
    for step in path:
        part = part[step]
    return dict(part)


def _expected(facts: dict[str, Any]) -> object:
    """The one thing that a keyword asks for; alternatives (`anyOf`) say it in their sentence."""
    facts.pop("context", None)
    return next(iter(facts.values()), None)


def _shown(value: object) -> str:
    return _short(json.dumps(value, ensure_ascii=False))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
