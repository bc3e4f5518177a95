"""Secrets of feed addresses: made here, shown once; the ledger keeps only their hashes."""

import hashlib
import secrets
from dataclasses import dataclass, field

OCTETS = 32
"""Random bytes in a secret: nobody guesses one, whatever they try."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A new secret, which its owner reads once, and the hash that stays."""

    text: str = field(repr=False)
    sha256: str


def new_secret() -> Secret:
    """A secret that nobody has had before."""
    text = secrets.token_urlsafe(OCTETS)
    return Secret(text, sha256_of(text))


def sha256_of(text: str) -> str:
    """The hash under which the ledger knows a secret."""
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()
