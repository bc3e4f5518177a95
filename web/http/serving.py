"""The web server: gunicorn in this process, with one worker beside it."""

import os
import subprocess
import sys
from collections.abc import Callable
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from web.http.ledger import close
from web.service.logs import without_secrets
from web.service.problem_cache import warm
from web.service.settings import Settings

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter

PROCESSES = 2
THREADS = 4
RESTART_SECONDS = 1.0
"""How long a worker that died is left alone."""
REFUSED, LONGEST_SECONDS = 2, 60.0
"""With this status a worker says that it cannot work, as without its database: the pauses double
up to so many seconds, and so does what is said of it."""
ACCESS = '%(h)s "%(r)s" %(s)s %(b)s %(M)sms'

LOGS = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(message)s"}},
    # Standard output is for what programs read.
    "handlers": {"errors": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"level": "WARNING", "handlers": ["errors"]},
    "loggers": {
        "gunicorn.error": {"level": "WARNING", "handlers": ["errors"], "propagate": False},
        "gunicorn.access": {"level": "INFO", "handlers": ["errors"], "propagate": False},
    },
}


class AccessLog(Logger):
    """The access log without the secrets in addresses of feeds and answers."""

    # Any: gunicorn's own objects.
    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> Any:
        """What a line may be made of."""
        known = super().atoms(resp, req, environ, request_time)
        return {
            name: without_secrets(value) if isinstance(value, str) else value
            for name, value in known.items()
        }


class House(BaseApplication):
    """Gunicorn with our settings; what is served is made in each of its processes."""

    def __init__(
        self,
        settings: Settings,
        host: str,
        port: int,
        make: Callable[[Settings], Flask],
        has_worker: bool = True,
    ) -> None:
        self.settings, self.make = settings, make
        self.bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self.keeper = Keeper(settings, has_worker)
        self.app: Flask | None = None
        super().__init__()

    def load_config(self) -> None:
        """Tell gunicorn how to serve; nothing is read from its own files or variables."""
        ours = {
            "bind": [self.bind],
            "workers": PROCESSES,
            "worker_class": "web.http.front.worker.BufferingWorker",
            "threads": THREADS,
            # What the files are sent with would not wait for a slow reader.
            "sendfile": False,
            # Whom to believe about https and paths is the app's matter (`web.http.proxy`).
            "forwarded_allow_ips": "",
            "secure_scheme_headers": {},
            "forwarder_headers": "",
            "graceful_timeout": 10,
            "control_socket_disable": True,
            "logger_class": AccessLog,
            "logconfig_dict": LOGS,
            "access_log_format": ACCESS,
            "loglevel": "warning",
            "when_ready": self.keeper.start,
            "worker_exit": self.leave,
            "on_exit": self.keeper.stop,
        }
        for name, value in ours.items():
            self.cfg.set(name, value)

    # Any: a Flask app is a WSGI app, which gunicorn's types do not see.
    def load(self) -> Any:
        """The application, once in each process: no connection is shared over a fork."""
        os.environ.pop("SCRIPT_NAME", None)  # gunicorn's own way to set a path, beside ours
        self.app = self.make(self.settings)
        Thread(target=_warm, args=(self.app,), daemon=True).start()
        return self.app

    def leave(self, _server: "Arbiter", _worker: object) -> None:
        """Leave nothing unwritten when a process that serves ends."""
        if self.app is not None:
            close(self.app)


def _warm(app: Flask) -> None:
    with app.app_context():
        warm(app.extensions["ledger"])


class Keeper:
    """Keeps one worker process running as long as the web server does, where it has one."""

    def __init__(self, settings: Settings, has_worker: bool = True) -> None:
        self._has_worker = has_worker
        told = {"HEMICYCLE_DATABASE_URL": settings.database_url, "HEMICYCLE_QUEUE": settings.queue}
        self._environment = os.environ | told
        self._leaving = Event()
        self._thread = Thread(target=self._keep, daemon=True)

    def start(self, _server: "Arbiter") -> None:
        """Start the worker, and start it again whenever it ends."""
        if self._has_worker:
            self._thread.start()

    def stop(self, _server: "Arbiter") -> None:
        """End the worker in good order."""
        self._leaving.set()
        if self._has_worker:
            self._thread.join(timeout=10)

    def _keep(self) -> None:
        pause = RESTART_SECONDS
        while not self._leaving.is_set():
            command = [sys.executable, "-m", "web.cli", "worker", "--beside", str(os.getpid())]
            worker = subprocess.Popen(command, env=self._environment, stdin=subprocess.DEVNULL)
            while worker.poll() is None and not self._leaving.wait(RESTART_SECONDS):
                pass
            if worker.poll() is None:
                worker.terminate()
                worker.wait()
            if worker.returncode == REFUSED:
                self._leaving.wait(pause)
                pause = min(2 * pause, LONGEST_SECONDS)
            else:
                pause = RESTART_SECONDS
