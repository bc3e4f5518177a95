"""Thunderbird without a screen, subscribed to the feed; its `cache.sqlite` is read back."""

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

from benchmarks.clients.program import Program, Seen, Unreadable
from benchmarks.clients.programs.commands import environment, first_line
from benchmarks.clients.site import Site
from benchmarks.clients.told import Told

CALENDAR = "7d1e6f0a-1111-4222-8333-444455556666"
ALL_DAY = 8
"""The flag of whole days in `cal_events.flags` (CAL_ITEM_FLAG.EVENT_ALLDAY)."""
SECONDS = 240.0
"""How long to wait for a poll: Thunderbird asks once a minute at the most."""
PREFERENCES = {
    "name": "missions",
    "type": "ics",
    "cache.enabled": True,
    "readOnly": True,
    "refreshInterval": "1",
    "calendar-main-in-composite": True,
}
QUIET = {
    "calendar.list.sortOrder": CALENDAR,
    "calendar.timezone.local": "Pacific/Auckland",
    "calendar.timezone.useSystemTimezone": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.auto": False,
    "mail.rights.version": 1,
    "mailnews.start_page.enabled": False,
    "mail.shell.checkDefaultClient": False,
    # Loopback is asked directly; everything else meets a proxy that is not there.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
}


def watch(site: Site, folder: Path) -> Seen:
    """Subscribe, wait for a poll that changes nothing, then for the second version."""
    profile = folder / "profile"
    profile.mkdir()
    (profile / "user.js").write_text("".join(_preferences(site.address)))
    cache = profile / "calendar-data" / "cache.sqlite"
    with _running(folder, profile):
        _await(site, 200, 0)
        first = _settled(cache, lambda told: len(told) > 0)
        _await(site, 304, 0)
        since = len(site.log)
        site.turn()
        _await(site, 200, since)
        second = _settled(cache, lambda told: told != first)
    return Seen(first, second)


def _preferences(address: str) -> Iterator[str]:
    mine = {f"calendar.registry.{CALENDAR}.{name}": value for name, value in PREFERENCES.items()}
    address_of = {f"calendar.registry.{CALENDAR}.uri": address}
    for name, value in (mine | address_of | QUIET).items():
        written = f'"{value}"' if isinstance(value, str) else str(value).lower()
        yield f'user_pref("{name}", {written});\n'


@contextmanager
def _running(folder: Path, profile: Path) -> Iterator[None]:
    command = ["thunderbird", "--headless", "--no-remote", "--profile", str(profile)]
    with (folder / "thunderbird.out").open("w") as words:
        program = subprocess.Popen(
            command, env=environment(folder), stdout=words, stderr=words, stdin=subprocess.DEVNULL
        )
        try:
            yield
        finally:
            program.terminate()
            try:
                program.wait(timeout=20)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()


def _await(site: Site, status: int, since: int) -> None:
    if not site.wait(status, SECONDS, since):
        raise Unreadable(f"Thunderbird got no {status} within {SECONDS:g} s: {site.log[since:]}")


def _settled(cache: Path, holds: Callable[[list[Told]], bool]) -> list[Told]:
    """What the cache says once it holds and has not changed for some seconds."""
    deadline, told, same = monotonic() + SECONDS, list[Told](), 0
    while monotonic() < deadline:
        sleep(1.0)
        now = _read(cache)
        same = same + 1 if now == told and holds(now) else 0
        told = now
        if same == 4:
            return told
    raise Unreadable(f"Thunderbird's cache never settled: {len(told)} entries.")


def _read(cache: Path) -> list[Told]:
    """A copy of the cache with its write-ahead log: the program keeps the file for itself."""
    if not cache.exists():
        return []
    copy = cache.parent.parent / "copy" / cache.name
    copy.parent.mkdir(exist_ok=True)
    for ending in ("", "-wal"):
        source = cache.with_name(cache.name + ending)
        if source.exists():
            shutil.copy(source, copy.with_name(copy.name + ending))
    asked = "SELECT id, event_start, event_end, ical_status, title, flags FROM cal_events"
    try:
        with closing(sqlite3.connect(copy)) as database:
            return sorted(_told(*row) for row in database.execute(asked))
    except sqlite3.DatabaseError:  # copied while it was being written
        return []


def _told(uid: str, start: int, end: int, status: str, title: str, flags: int) -> Told:
    shape = "%Y-%m-%d" if flags & ALL_DAY else "%Y-%m-%dT%H:%M:%SZ"
    start_at, end_at = (datetime.fromtimestamp(at / 1_000_000, UTC) for at in (start, end))
    return Told(uid, start_at.strftime(shape), end_at.strftime(shape), status, title)


THUNDERBIRD = Program(
    "Thunderbird",
    "apt-get install thunderbird",
    lambda: first_line("thunderbird", "--version"),
    watch,
    polls=True,
)
