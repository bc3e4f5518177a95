"""Logs without secrets: those in addresses of feeds and answers never reach a line."""

import logging
import re
from urllib.parse import unquote

SERVERS = ("gunicorn.access", "gunicorn.error", "werkzeug")
"""Loggers that write the path of a request down."""


def _door(word: str, secret: str) -> re.Pattern[str]:
    """A word between slashes, and what follows it; each sign may stand as %XX, or as %25XX."""
    spelled = "".join(f"(?:{letter}|%(?:25)*{ord(letter):02x})" for letter in word)
    slash = "(?:/|%(?:25)*2f)+"
    return re.compile(f"({slash}{spelled}{slash}){secret}", re.IGNORECASE)


_LAYERS = 10
"""As often as an address is read that stands in another; what is wrapped still deeper is odd."""
_FEED = _door("feeds", r"[^/\s?\"']+")
_ANSWER = _door("answer", r"[^/\s?\"']+")


def without_secrets(text: str) -> str:
    """A text with the secret of each address taken out, however the address is written."""
    return _ANSWER.sub(r"\1-", _FEED.sub(r"\1-.ics", text))


def holds_secret(text: str) -> bool:
    """Is there such an address in it, however often its signs stand as %XX?"""
    for _ in range(_LAYERS):
        if without_secrets(text) != text:
            return True
        below = unquote(text)
        if below == text:
            return False
        text = below
    return True


class Discreet(logging.Filter):
    """Takes the secrets out of every line that passes."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the line; every line passes."""
        said = record.getMessage()
        discreet = without_secrets(said)
        if discreet != said:
            record.msg, record.args = discreet, ()
        return True


def be_discreet(*names: str) -> None:
    """Let what servers and the named loggers write pass without secrets."""
    for name in (*SERVERS, *names):
        # Twice the same filter on a logger is once.
        logging.getLogger(name).addFilter(_discreet)


_discreet = Discreet()
