"""Logs without secrets: those in addresses of feeds and answers never reach a line."""

import logging
import re

SERVERS = ("gunicorn.access", "gunicorn.error", "werkzeug")
"""Loggers that write the path of a request down."""
_FEED = re.compile(r"(/feeds/)[^/\s?\"']+")
_ANSWER = re.compile(r"(/answer/)[^/\s?\"']+")


def without_secrets(text: str) -> str:
    """A text with the secret of each address taken out."""
    return _ANSWER.sub(r"\1-", _FEED.sub(r"\1-.ics", text))


class Discreet(logging.Filter):
    """Takes the secrets out of every line that passes."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the line; every line passes."""
        said = record.getMessage()
        if "/feeds/" in said or "/answer/" in said:
            record.msg, record.args = without_secrets(said), ()
        return True


def be_discreet(*names: str) -> None:
    """Let what servers and the named loggers write pass without secrets."""
    for name in (*SERVERS, *names):
        # Twice the same filter on a logger is once.
        logging.getLogger(name).addFilter(_discreet)


_discreet = Discreet()
