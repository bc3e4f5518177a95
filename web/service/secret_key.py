"""The key that signs cookies and forms: given, or made once and kept beside the database."""

import os
import secrets
from pathlib import Path

from sqlalchemy import make_url

from web.language.codes import N_
from web.service.settings import Settings, SettingsUnusable

SHORTEST = 32
"""Characters of a key that nobody guesses; ours have twice as many."""


def secret_key(settings: Settings) -> str:
    """The key of this installation.

    Raises: SettingsUnusable where none is set and no file beside the database holds one.
    """
    if settings.secret_key:
        return settings.secret_key
    url = make_url(settings.database_url)
    if not url.drivername.startswith("sqlite"):
        raise SettingsUnusable(
            N_("HEMICYCLE_SECRET_KEY must be set where the database is not a file.")
        )
    if url.database in (None, "", ":memory:"):
        return secrets.token_hex(32)
    path = Path(str(url.database)).with_suffix(".key")
    try:
        return _kept(path)
    except OSError as error:
        said = N_("HEMICYCLE_SECRET_KEY is not set, and %(path)s cannot be kept: %(why)s.")
        raise SettingsUnusable(said, path=str(path), why=error.strerror or str(error)) from error


def _kept(path: Path) -> str:
    if not path.exists():
        _make(path)
    # What is no file, such as a pipe, might be waited for without end.
    key = path.read_text("ascii", errors="replace").strip() if path.is_file() else ""
    if len(key) < SHORTEST:
        said = N_("%(path)s holds no key. Restore it from a backup, or remove it and sign in anew.")
        raise SettingsUnusable(said, path=str(path))
    return key


def _make(path: Path) -> None:
    # Written aside and linked into place: processes that start at once all read one whole key.
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
