"""What a command prints and what becomes of it: a full disk, a printer that is gone."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOBase

from web.cli.wrong import BadInput
from web.language.speech import gettext as _

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_LOST = (*_NO_ROOM, errno.EIO, errno.EBADF, errno.EROFS)
"""What writing may end with. A pipe that nobody reads any more is no fault."""


def is_unwritten(failed: OSError) -> bool:
    """Is it writing that failed? An error of a file that was named is not of our output."""
    return failed.errno in _LOST and failed.filename is None


def say_unwritten(failed: OSError) -> None:
    """Say it on standard error, if that can be written to, and keep what is left to ourselves."""
    if failed.errno in _NO_ROOM:
        said = _("The output cannot be written: there is no room left.")
    else:
        said = _("The output cannot be written.")
    with suppress(OSError):
        BadInput(said).show()
    forget_rest()


def forget_rest() -> None:
    """What is not written yet is written no more."""
    for stream in (sys.stdout, sys.stderr):
        # Python writes what is left when it ends, and would fail once more.
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
            continue
        with suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class _Closed(TextIOBase):
    """In the place of an output that was closed before we began: what is printed is lost."""

    @property
    def buffer(self) -> "_Closed":
        """The same for octets."""
        return self

    def write(self, _said: object) -> int:
        """Raises: OSError."""
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


@contextmanager
def heard() -> Iterator[None]:
    """While it is entered, what is printed where nobody can read it is an error, not lost.

    Raises: BrokenPipeError where the reader has left.
    """
    before = sys.stdout
    if before is None:
        sys.stdout = _Closed()
    ours = sys.stdout
    try:
        yield
    except SystemExit as ended:
        # Click puts another stream in the place of one whose reader has left, and ends with 1.
        if sys.stdout is not ours:
            raise BrokenPipeError from ended
        raise
    finally:
        sys.stdout = before


def expect_reader() -> None:
    """Go on only where something that is printed can be read. Raises: OSError."""
    if sys.stdout is None or sys.stdout.closed or isinstance(sys.stdout, _Closed):
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
