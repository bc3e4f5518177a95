"""What a command prints and what becomes of it: a full disk, a printer that is gone."""

import errno
import os
import sys
from contextlib import suppress

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
    for stream in (sys.stdout, sys.stderr):
        # Python writes what is left when it ends, and would fail once more.
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
            continue
        with suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def expect_reader() -> None:
    """Go on only where something that is printed can be read. Raises: OSError."""
    if sys.stdout is None or sys.stdout.closed:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
