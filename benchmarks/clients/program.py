"""What a program of the list must be able to do, and what it saw of both versions."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from benchmarks.clients.site import Site
from benchmarks.clients.told import FIELDS, Told


class Unreadable(Exception):
    """A program did not get as far as telling anything; its last words are the message."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a program told of the first version and of the second."""

    first: list[Told]
    second: list[Told]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """A calendar program: what it needs, and how it is made to read the feed of a site."""

    name: str
    remedy: str
    """What to type where it is missing."""
    version: Callable[[], str | None]
    """None where it is missing."""
    watch: Callable[[Site, Path], Seen]
    fields: tuple[str, ...] = FIELDS
    """What of an entry it tells at all."""
    polls: bool = False
    """Does it keep the feed and ask whether it has changed?"""


def of_bytes(read: Callable[[bytes], list[Told]]) -> Callable[[Site, Path], Seen]:
    """How a library watches, which is given the bytes of each version."""
    return of_address(lambda address: read(fetched(address)))


def of_address(read: Callable[[str], list[Told]]) -> Callable[[Site, Path], Seen]:
    """How a library watches that fetches each version for itself."""

    def watch(site: Site, _folder: Path) -> Seen:
        first = read(site.address)
        site.turn()
        return Seen(first, read(site.address))

    return watch


def fetched(address: str) -> bytes:
    """The bytes at an address of loopback."""
    with urlopen(address, timeout=30) as answer:
        body: bytes = answer.read()
        return body
