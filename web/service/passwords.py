"""Passwords as argon2id hashes."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

LENGTH_MIN = 12
"""Characters that a password has at least."""

_hasher = PasswordHasher()


class PasswordTooShort(ValueError):
    """A password has fewer than `LENGTH_MIN` characters."""


def hash_password(password: str) -> str:
    """The hash to keep.

    Raises: PasswordTooShort.
    """
    if len(password) < LENGTH_MIN:
        raise PasswordTooShort(f"Shorter than {LENGTH_MIN} characters.")
    return _hasher.hash(password)


def make_password() -> str:
    """A new password that can be read out on the telephone: four groups of four letters."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    groups = ("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def is_password(password: str, kept_hash: str | None) -> bool:
    """Is this the password of the hash? Without a hash the answer is no, and as slow."""
    try:
        return _hasher.verify(kept_hash or _nobodys(), password) and kept_hash is not None
    except (Argon2Error, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    """As a real one, of a password nobody knows: an unknown login takes as long as a known one."""
    return _hasher.hash(secrets.token_urlsafe(32))
