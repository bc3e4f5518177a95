"""The site as `hemicycle run` serves it, with short patience: a program of its own.

`python -m tests.web.front.house PORT [WORKER_CLASS]`; another class is the control.
"""

import sys
from collections.abc import Callable

from gunicorn.config import Config

from web.app import create_app
from web.cli.tables import migrated
from web.http.front import caller, reports
from web.http.serving import House
from web.service.settings import from_environment

HEAD_SECONDS = 3.0
BODY_SECONDS = 3.0


class Otherwise(House):
    """Served by another class of gunicorn's."""

    worker_class = ""

    def load_config(self) -> None:
        """As ours, but for the class."""
        super().load_config()
        settings: Config = self.cfg
        settings.set("worker_class", self.worker_class)


def main(port: int, worker_class: str = "") -> None:
    """Serve until told to leave."""
    caller.HEAD_SECONDS, caller.BODY_SECONDS, caller.SLOWEST = HEAD_SECONDS, BODY_SECONDS, 10**6
    caller.STALLED_SECONDS, reports.PAUSE_SECONDS = 3.0, 0.5
    settings = from_environment()
    migrated(settings)
    house: Callable[..., House] = Otherwise if worker_class else House
    Otherwise.worker_class = worker_class
    house(settings, "127.0.0.1", port, create_app, has_worker=False).run()


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
