"""From bytes to a JSON document that obeys its schema, or to the list of its flaws."""

import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from matcher.files.flaws import Flaw, Path, pointer

Document = dict[str, Any]  # JSON: what it holds is what the schema says
_SHOWN = 80


class _Refused(Exception):
    """JSON that Python would take and the standard does not allow."""

    def __init__(self, flaw: Flaw) -> None:
        self.flaw = flaw


def parse(text: str | bytes) -> tuple[Any, list[Flaw]]:  # Any: JSON of any shape
    """The JSON value of a text and no flaws, or None and what broke it."""
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant), []
    except UnicodeDecodeError as error:
        return None, [Flaw("", "json.not_utf8", {"byte": error.start})]
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno, "expected": error.msg}
        return None, [Flaw("", "json.broken", where)]
    except _Refused as refused:
        return None, [refused.flaw]
    except (RecursionError, ValueError):
        return None, [Flaw("", "json.too_deep")]


def _object(pairs: list[tuple[str, Any]]) -> Document:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]  # add() marks the key as seen
        raise _Refused(Flaw("", "json.duplicate_key", {"key": twice}))
    return found


def _constant(name: str) -> None:
    raise _Refused(Flaw("", "json.not_a_number", {"found": name}))


@cache
def _validator(schema: str) -> Draft202012Validator:
    source = resources.files("matcher").joinpath("schemas", f"{schema}.schema.json")
    return Draft202012Validator(json.loads(source.read_text(encoding="utf-8")))


def schema_flaws(document: object, schema: str) -> list[Flaw]:
    """Everything that breaks the JSON Schema, in the order of the document."""
    errors = _validator(schema).iter_errors(document)
    found: list[Flaw] = []
    for error in errors:
        found += [flaw for flaw in _flaws_of(error) if flaw not in found[-_SHOWN:]]
    return sorted(found, key=lambda flaw: flaw.pointer)


def _flaws_of(error: ValidationError) -> Iterator[Flaw]:
    path: Path = tuple(error.absolute_path)
    rule = str(error.validator)
    if rule == "required":
        needed: list[str] = list(error.validator_value)  # type: ignore[arg-type]  # a list of keys
        missing = [key for key in needed if key not in error.instance]  # type: ignore[operator]
        yield from (Flaw(pointer(path), "schema.required", {"key": key}) for key in missing)
    elif rule == "additionalProperties":
        known = error.schema.get("properties", {})  # type: ignore[union-attr]  # an object schema
        for key in sorted(set(error.instance) - set(known)):  # type: ignore[arg-type]
            facts = {"key": key, "expected": sorted(known)}
            yield Flaw(pointer((*path, key)), "schema.unknown_key", facts)
    else:
        facts = {"expected": _expected(error), "found": _shown(error.instance)}
        yield Flaw(pointer(path), f"schema.{rule}", facts)


def _expected(error: ValidationError) -> object:
    if error.validator in ("anyOf", "oneOf"):
        return "moment or null" if error.validator == "anyOf" else "role and seats, or language"
    return error.validator_value


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
