"""What a form showed, as its hidden field carries it: `12.9f86d081884c7d65`."""

from db.operations.saving import Seen


def written(seen: Seen) -> str:
    """The text of the hidden field."""
    return f"{seen.version}.{seen.content}"


def seen_in(text: str) -> Seen:
    """What the text says; version 0, which no row has, where it says nothing."""
    version, _dot, content = text.partition(".")
    return Seen(int(version) if version.isdecimal() and len(version) < 10 else 0, content[:16])
