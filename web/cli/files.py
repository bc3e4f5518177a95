"""Files of the command line: read with every flaw said, written whole or not at all."""

import json
import os
import stat
import tempfile
from collections.abc import Callable
from errno import EISDIR
from pathlib import Path
from typing import TypeVar

from matcher.files import LARGEST, FileUnreadable
from web.cli.flaws import sentence
from web.cli.wrong import BadInput, why
from web.language.speech import gettext as _

Read = TypeVar("Read")


def read(path: Path, reader: Callable[[bytes], Read]) -> Read:
    """What a reader makes of a file.

    Raises: BadInput, naming the file and for each flaw its place and what was expected.
    """
    body = octets(path, LARGEST)
    try:
        return reader(body)
    except FileUnreadable as unreadable:
        lines = [f"{path}: {flaw.pointer or '/'}: {sentence(flaw)}" for flaw in unreadable.flaws]
        raise BadInput("\n".join(lines)) from unreadable


def octets(path: Path, most: int) -> bytes:
    """What is in a file; of a larger one `most` octets and one, so that it is seen to be.

    Raises: BadInput, also where it is none: what a pipe or a device gives may never end.
    """
    try:
        # Not waiting: to open a pipe would last until somebody writes into it.
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            kind = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(kind):
                raise BadInput(_("%s cannot be read: %s.") % (path, _no_file(path)))
            return file.read(most + 1)
    except OSError as error:
        raise BadInput(_("%s cannot be read: %s.") % (path, why(error))) from error


def _no_file(path: Path) -> str:
    return why(_is_folder()) if path.is_dir() else _("it is not a file but a pipe or a device")


def _is_folder() -> OSError:
    return IsADirectoryError(EISDIR, os.strerror(EISDIR))


def document(value: object) -> str:
    """A JSON document as text, the same for the same value."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def expect_to_write(path: Path) -> None:
    """Find out before a long search whether its answer can be written.

    Raises: BadInput where the place cannot be written.
    """
    try:
        _replaceable(path)
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise _unwritable(path, error) from error


def write(path: Path, text: str) -> None:
    """Write a file in one step: whoever reads it sees the old one or the whole new one.

    Raises: BadInput where the place cannot be written.
    """
    try:
        _replaceable(path)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as draft:
            draft.write(text)
        os.chmod(draft.name, 0o666 & ~_umask())
        os.replace(draft.name, path)
    except OSError as error:
        raise _unwritable(path, error) from error


def _replaceable(path: Path) -> None:
    """A file may take the place of a file only, not that of a pipe or a device."""
    if path.is_dir():
        raise _is_folder()
    if path.exists() and not path.is_file():
        said = _("it is not a file but a pipe or a device")
        raise BadInput(_("%s cannot be written: %s.") % (path, said))


def _unwritable(path: Path, error: OSError) -> BadInput:
    return BadInput(_("%s cannot be written: %s.") % (path, why(error)))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
