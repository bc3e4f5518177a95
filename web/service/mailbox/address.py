"""Where the mailbox is, as it is set: `imaps://USER@HOST/FOLDER`, `maildir:PATH`, `mbox:PATH`."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote, urlsplit

FORMS = "imaps://USER@HOST[:PORT][/FOLDER], maildir:PATH, mbox:PATH"
PORT = 993
FOLDER = "INBOX"


class NoMailbox(ValueError):
    """A setting names no mailbox: it has no such `form`, or its `folder` has forbidden signs."""

    def __init__(self, reason: Literal["form", "folder"], **gaps: str) -> None:
        self.reason, self.gaps = reason, gaps
        super().__init__(f"No mailbox: {reason}.")


@dataclass(frozen=True, slots=True)
class ImapServer:
    """A mailbox on a server, reached by IMAP over TLS."""

    host: str
    port: int
    user: str
    folder: str


@dataclass(frozen=True, slots=True)
class Files:
    """A mailbox in files of this machine."""

    kind: Literal["maildir", "mbox"]
    path: str


def place(text: str) -> ImapServer | Files:
    """The place that a setting names. Raises: NoMailbox."""
    kind, _, path = text.partition(":")
    if kind in ("maildir", "mbox") and path:
        return Files("maildir" if kind == "maildir" else "mbox", path)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:  # its own words would repeat the address
        raise NoMailbox("form", forms=FORMS) from None
    if parts.scheme != "imaps" or not parts.hostname or not parts.username or parts.password:
        raise NoMailbox("form", forms=FORMS)
    folder = unquote(parts.path.strip("/")) or FOLDER
    if not folder.isprintable() or '"' in folder or "\\" in folder:
        raise NoMailbox("folder", folder=repr(folder))
    return ImapServer(parts.hostname, port or PORT, unquote(parts.username), folder)
