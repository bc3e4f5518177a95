"""A mailbox in files: a maildir or an mbox, read and never changed."""

import mailbox
import stat
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from web.service.mailbox.address import Files
from web.service.mailbox.naming import HEAD, has_id, known_as

Known = Callable[[Collection[str]], Collection[str]]
"""Those of some names under which mails were handled before."""


Box = mailbox.Maildir | mailbox.mbox
_AT_ONCE = 100
_FIRST = b"From "
"""What an mbox begins with."""


class Unreachable(Exception):
    """The mailbox cannot be read now: a code."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def unread(place: Files, known: Known, most: int) -> Generator[tuple[str, bytes], None, None]:
    """The mails that were not handled before, each by name, the first `most` bytes of each.

    Raises: Unreachable.
    """
    try:
        with closing(_opened(place)) as box:
            keys = sorted(box.iterkeys())
            for start in range(0, len(keys), _AT_ONCE):
                yield from _new(box, keys[start : start + _AT_ONCE], known, most)
    except FileNotFoundError as error:
        is_there = Path(place.path).is_dir()  # and no mailbox
        raise Unreachable("mailbox.no_mailbox" if is_there else "mailbox.missing") from error
    except (OSError, mailbox.Error) as error:
        raise Unreachable("mailbox.unreadable") from error


def mark(place: Files) -> tuple[int, ...]:
    """Numbers that change as soon as a mail comes or goes; none where nothing is there."""
    path = Path(place.path)
    parts = (path,) if place.kind == "mbox" else (path / "new", path / "cur")
    try:
        found = [each.stat() for each in parts]
    except OSError:
        return ()
    return tuple(number for each in found for number in (each.st_mtime_ns, each.st_size))


def _opened(place: Files) -> Box:
    path = Path(place.path)
    kind = path.stat().st_mode  # Raises what keeps it from being looked at.
    if place.kind == "maildir":
        if not all((path / part).is_dir() for part in ("new", "cur")):
            raise Unreachable("mailbox.no_mailbox")
        return mailbox.Maildir(place.path, create=False)
    if not stat.S_ISREG(kind):
        # To open a pipe would last until somebody writes into it.
        raise Unreachable("mailbox.no_mailbox")
    with path.open("rb") as file:
        # An mbox without mails is empty; anything else would be read as one without mails.
        if file.read(len(_FIRST)) not in (b"", _FIRST):
            raise Unreachable("mailbox.no_mailbox")
    return mailbox.mbox(place.path, create=False)


def _new(box: Box, keys: Sequence[str], known: Known, most: int) -> Iterator[tuple[str, bytes]]:
    """Headers of many at once; then, one by one, what is new or has no Message-ID."""
    heads = {key: _read(box, key, HEAD) for key in keys}
    names = {key: known_as(head) for key, head in heads.items() if has_id(head)}
    handled = set(known(list(names.values())))
    for key in keys:
        if names.get(key) in handled:
            continue
        body = _read(box, key, most)
        name = names.get(key) or known_as(body)
        if body and not known([name]):
            yield name, body


def _read(box: Box, key: str, most: int) -> bytes:
    if isinstance(box, mailbox.Maildir) and not _is_file(box, key):
        return b""
    try:
        with box.get_file(key) as file:
            body: bytes = file.read(most)
            return body
    except (KeyError, FileNotFoundError):
        # A mail program has moved it since the list was made.
        return b""


def _is_file(box: mailbox.Maildir, key: str) -> bool:
    """Is it a mail in a file, and neither gone nor a pipe that somebody has put there?"""
    try:
        return Path(box._path, box._lookup(key)).is_file()  # type: ignore[attr-defined]  # no public way
    except KeyError:
        return False
