"""Secrets in addresses that people type: a name with a password, or an address that is one itself.

What was typed with one is said again nowhere: on no page, in no mail, log, message or kept form.
"""

import re
from collections.abc import Mapping
from urllib.parse import quote

SECRET_FIELDS = ("password", "address")
"""Fields whose names have these words in them hold a secret, whatever stands in them: whoever knows
the address of a calendar reads it."""
_IN_ADDRESS = re.compile(r"(:/{1,2})\S*@")
_WITHOUT_SCHEME = re.compile(r"(?:^|\s)(?!mailto:)[^\s:@/]+:[^\s@]+@\S")
_HIDDEN = "***"


def holds_password(text: str) -> bool:
    """Is there an address with a name and a password in it, as calendars of some servers have?"""
    return bool(_IN_ADDRESS.search(text) or _WITHOUT_SCHEME.search(text))


def is_secret(name: str, text: str) -> bool:
    """Must a field of a form not be said again?"""
    is_address_for_a_name = name.endswith("_name") and "://" in text
    named = any(word in name for word in SECRET_FIELDS)
    return named or is_address_for_a_name or holds_password(text)


def sayable(fields: Mapping[str, str]) -> dict[str, str]:
    """What of a form may stand in an answer to it."""
    return {name: text for name, text in fields.items() if not is_secret(name, text)}


def without_passwords(text: str) -> str:
    """A text with what stands before the server of each address taken out."""
    return _IN_ADDRESS.sub(rf"\1{_HIDDEN}@", text)


def database_address(address: str) -> str:
    """The address of a database without its password, wherever that stands in it."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        return _HIDDEN
    secrets = {name: _HIDDEN for name in url.query if "pass" in name.lower()}
    shown = url.update_query_dict(secrets).render_as_string(hide_password=True)
    return shown.replace(quote(_HIDDEN), _HIDDEN)
