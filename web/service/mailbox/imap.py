"""A mailbox on a server, by IMAP over TLS (RFC 3501, RFC 8314): read, and never changed.

The folder is opened to read only and mails are peeked at, so nothing is marked as seen: people
read the same mailbox. What was handled is remembered in the ledger, by Message-ID.
"""

import imaplib
import re
import ssl
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

from web.service.mailbox.address import ImapServer
from web.service.mailbox.files import Known, Unreachable
from web.service.mailbox.naming import has_id, known_as

SECONDS = 20.0
"""How long the server is waited for, each time it is asked."""
DAYS_BACK = 30
"""Mails that came before are not looked at."""
_AT_ONCE = 100
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UID = re.compile(rb"\bUID (\d{1,10})\b")


def unread(
    server: ImapServer, password: str, known: Known, most: int, today: date
) -> Generator[tuple[str, bytes], None, None]:
    """The mails that were not handled before, each by name, the first `most` bytes of each.

    Raises: Unreachable.
    """
    try:
        with _folder(server, password) as folder:
            for uids in _pieces(_recent(folder, today - timedelta(days=DAYS_BACK))):
                yield from _new(folder, uids, known, most)
    except imaplib.IMAP4.error as error:
        raise Unreachable("mailbox.refused") from error
    except ssl.SSLError as error:
        raise Unreachable("mailbox.not_trusted") from error
    except OSError as error:
        raise Unreachable("mailbox.unreachable") from error


@contextmanager
def _folder(server: ImapServer, password: str) -> Iterator[imaplib.IMAP4_SSL]:
    context = ssl.create_default_context()
    client = imaplib.IMAP4_SSL(server.host, server.port, ssl_context=context, timeout=SECONDS)
    try:
        client.login(server.user, password)
        answer, _ = client.select(f'"{server.folder}"', readonly=True)
        if answer != "OK":
            raise Unreachable("mailbox.no_folder")
        yield client
    finally:
        try:
            client.logout()
        except (OSError, imaplib.IMAP4.error):
            client.shutdown()


def _recent(client: imaplib.IMAP4_SSL, since: date) -> list[bytes]:
    day = f"{since.day}-{_MONTHS[since.month - 1]}-{since.year}"
    _, found = client.uid("SEARCH", "SINCE", day)
    return (found[0] or b"").split() if found else []


def _pieces(uids: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(uids), _AT_ONCE):
        yield uids[start : start + _AT_ONCE]


def _new(
    client: imaplib.IMAP4_SSL, uids: Sequence[bytes], known: Known, most: int
) -> Iterator[tuple[str, bytes]]:
    """Headers of many at once; then, one by one, what is new or has no Message-ID."""
    heads = dict(_fetched(client, b",".join(uids), "(UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])"))
    names = {uid: known_as(head) for uid, head in heads.items() if has_id(head)}
    handled = set(known(list(names.values())))
    for uid in uids:
        if names.get(uid) in handled:
            continue
        for _, body in _fetched(client, uid, f"(UID BODY.PEEK[]<0.{most}>)"):
            name = names.get(uid) or known_as(body)
            if not known([name]):
                yield name, body


def _fetched(client: imaplib.IMAP4_SSL, uids: bytes, what: str) -> Iterator[tuple[bytes, bytes]]:
    """UID and literal of each answer; what else the server says is passed over."""
    _, answers = client.uid("FETCH", uids.decode(), what)
    for each in answers:
        if isinstance(each, tuple) and (match := _UID.search(each[0])):
            yield match[1], each[1]
