"""The head of a request (RFC 9112 §§ 2 to 6), as much of it as says how to go on."""

from collections import defaultdict
from dataclasses import dataclass

_KNOWN = (b"content-length", b"transfer-encoding", b"expect", b"connection", b"host")


@dataclass(frozen=True, slots=True)
class Head:
    """What a request says of its version and its body, of its host and its connection."""

    version: bytes
    """As it stands in the request line; what is none is gunicorn's to refuse."""
    fields: dict[bytes, list[bytes]]
    """The values of each known field, in small letters, by its name."""

    @property
    def is_of_1_0(self) -> bool:
        """Is it of somebody who knows neither interim answers nor chunks?"""
        return self.version == b"HTTP/1.0"

    @property
    def lacks_host(self) -> bool:
        """Must it be refused for want of one host (RFC 9112 § 3.2)?"""
        hosts = len(self.fields[b"host"])
        return hosts > 1 or (hosts == 0 and self.version == b"HTTP/1.1")

    @property
    def expects_word(self) -> bool:
        """Is its body sent on a word? HTTP/1.0 knows none (RFC 9110 § 10.1.1)."""
        return self.fields[b"expect"] == [b"100-continue"] and not self.is_of_1_0

    @property
    def closes(self) -> bool:
        """Is it the last of its connection (RFC 9112 § 9.6)?"""
        said = b",".join(self.fields[b"connection"]).split(b",")
        return b"close" in [each.strip(b" \t") for each in said]


def read_head(octets: bytes) -> Head:
    """A whole head, with the empty line that may stand before it (RFC 9112 § 2.2)."""
    line, *others = octets.removeprefix(b"\r\n").split(b"\r\n")
    fields: dict[bytes, list[bytes]] = defaultdict(list)
    for other in others:
        name, _, value = other.partition(b":")
        if name.strip().lower() in _KNOWN:
            fields[name.strip().lower()].append(value.strip().lower())
    return Head(line.rpartition(b" ")[2], fields)
