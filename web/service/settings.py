"""What can be set from outside: the environment variables, each with default and meaning."""

import os
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, NoReturn
from urllib.parse import urlsplit

from web.language.codes import LANGUAGES, N_
from web.service.mailbox.address import ImapServer, NoMailbox
from web.service.mailbox.address import place as mailbox_place
from web.service.typed_secrets import without_passwords

FEED_CLASSES = ("PUBLIC", "PRIVATE", "CONFIDENTIAL")
"""What RFC 5545 §3.8.1.3 lets a calendar entry say of its readers."""

EMBEDDED, PROCRASTINATE = "embedded", "procrastinate"
QUEUES = (EMBEDDED, PROCRASTINATE)
"""How jobs reach their workers: one worker looks for them, or they are carried to several."""

HOURS_MOST = 24 * 366
"""A session lasts a year at the most."""
DATABASES = ("sqlite", "sqlite+pysqlite", "postgresql", "postgres", "postgresql+psycopg")
"""How the address of a database may begin."""
UNHEEDED = {
    "unknown": N_("%(place)s: %(name)s is not known."),
    "empty": N_("%(place)s: %(name)s has no value."),
    "twice": N_("%(place)s: %(name)s stands there twice."),
}
"""What is said of an option behind the question mark of a database's address."""
MAILBOXES = {
    "form": N_("HEMICYCLE_MAILBOX: a mailbox is %(forms)s."),
    "folder": N_("HEMICYCLE_MAILBOX: a folder has neither quotes nor backslashes: %(folder)s."),
}
"""What is said of a mailbox that is none."""
MAIL_SECURITY = ("starttls", "tls", "none")
LOOPBACK = ("localhost", "127.0.0.1", "::1")
"""This machine, where nobody listens on the way."""


class SettingsUnusable(Exception):
    """A variable holds a value that cannot be used; its sentence is said in any language."""

    def __init__(self, message: str, **gaps: str) -> None:
        self.message, self.gaps = message, gaps
        super().__init__(message % gaps if gaps else message)


def _variable(
    default: str | int | None, name: str, meaning: str, secret: bool = False
) -> Any:  # as `dataclasses.field` is: it stands for a value of the field's own type
    return field(default=default, metadata={"name": name, "meaning": meaning, "secret": secret})


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration of one process; a value that exists can be used."""

    database_url: str = _variable(
        "sqlite:///hemicycle.db",
        "HEMICYCLE_DATABASE_URL",
        N_("Where the data is: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."),
        secret=True,
    )
    secret_key: str | None = _variable(
        None,
        "HEMICYCLE_SECRET_KEY",
        N_("Signs cookies and forms. Made on first start and kept beside the database if unset."),
        secret=True,
    )
    base_url: str | None = _variable(
        None,
        "HEMICYCLE_BASE_URL",
        N_("The address people use, such as https://hemicycle.example; feeds are shown with it."),
    )
    proxies: int = _variable(
        0,
        "HEMICYCLE_PROXIES",
        N_("How many trusted proxies stand in front and set X-Forwarded headers."),
    )
    path_prefix: str = _variable(
        "",
        "HEMICYCLE_PATH_PREFIX",
        N_("The path below which everything is served, such as /hemicycle."),
    )
    language: str = _variable(
        "en",
        "HEMICYCLE_LANGUAGE",
        N_("Used for people whose browser asks for neither of our languages: en, fr."),
    )
    queue: str = _variable(
        EMBEDDED,
        "HEMICYCLE_QUEUE",
        N_(
            "How background work reaches workers: embedded (one works), procrastinate (all of "
            "them)."
        ),
    )
    session_hours: int = _variable(
        12,
        "HEMICYCLE_SESSION_HOURS",
        N_("Hours after which somebody has to sign in again."),
    )
    allow_loopback_calendars: int = _variable(
        0,
        "HEMICYCLE_ALLOW_LOOPBACK_CALENDARS",
        N_("1 lets calendars be read from this machine itself, for tests; otherwise 0."),
    )
    feed_class: str = _variable(
        "PUBLIC",
        "HEMICYCLE_FEED_CLASS",
        N_(
            "Who else may see a feed’s entries in a shared calendar: PUBLIC, PRIVATE, CONFIDENTIAL."
        ),
    )

    mail_host: str | None = _variable(
        None,
        "HEMICYCLE_MAIL_HOST",
        N_("The server that takes mail to experts. Without it no mail is sent."),
    )
    mail_port: int = _variable(
        587,
        "HEMICYCLE_MAIL_PORT",
        N_("Its port: 587 with STARTTLS, 465 with TLS, 25 without."),
    )
    mail_security: str = _variable(
        "starttls",
        "HEMICYCLE_MAIL_SECURITY",
        N_("How the connection to it is encrypted: starttls, tls, or none (this machine only)."),
    )
    mail_user: str | None = _variable(
        None,
        "HEMICYCLE_MAIL_USER",
        N_("The name to sign in with at the mail server, where it asks for one."),
    )
    mail_password: str | None = _variable(
        None,
        "HEMICYCLE_MAIL_PASSWORD",
        N_("The password that goes with HEMICYCLE_MAIL_USER."),
        secret=True,
    )
    mailbox: str | None = _variable(
        None,
        "HEMICYCLE_MAILBOX",
        N_(
            "Where replies and bounces arrive: imaps://USER@HOST/FOLDER, maildir:PATH or"
            " mbox:PATH. Without it none is read."
        ),
    )
    mailbox_password: str | None = _variable(
        None,
        "HEMICYCLE_MAILBOX_PASSWORD",
        N_("The password of an imaps mailbox."),
        secret=True,
    )

    def __post_init__(self) -> None:
        self._check_mail()
        self._check_mailbox()
        self._check_database()
        self._check_queue()
        if self.proxies < 0:
            _refuse(N_("HEMICYCLE_PROXIES must be 0 or more: %(value)s."), self.proxies)
        if not 1 <= self.session_hours <= HOURS_MOST:
            said = N_("HEMICYCLE_SESSION_HOURS must be 1 to %(most)s: %(value)s.")
            _refuse(said, self.session_hours, most=str(HOURS_MOST))
        if self.language not in LANGUAGES:
            _refuse(N_("HEMICYCLE_LANGUAGE must be en or fr: %(value)s."), self.language)
        if self.path_prefix and not self.path_prefix.startswith("/"):
            said = N_("HEMICYCLE_PATH_PREFIX must begin with a slash: %(value)s.")
            _refuse(said, self.path_prefix)
        if self.feed_class not in FEED_CLASSES:
            said = N_("HEMICYCLE_FEED_CLASS must be PUBLIC, PRIVATE or CONFIDENTIAL: %(value)s.")
            _refuse(said, self.feed_class)
        if self.base_url and not _is_web_address(self.base_url):
            said = N_("HEMICYCLE_BASE_URL must be an http or https address: %(value)s.")
            _refuse(said, without_passwords(self.base_url))

    def _check_database(self) -> None:
        scheme, _, rest = self.database_url.partition("://")
        if rest and scheme not in DATABASES:
            said = N_("HEMICYCLE_DATABASE_URL must be SQLite’s or PostgreSQL’s, not %(value)s.")
            _refuse(said, scheme)
        if rest and not scheme.startswith("sqlite") and not _has_plain_server(self.database_url):
            raise SettingsUnusable(N_("HEMICYCLE_DATABASE_URL: its host or port is not valid."))
        if "?" in rest:
            self._check_options()

    def _check_options(self) -> None:
        """Refuse what would be passed over, by whoever believes that it is heeded."""
        from sqlalchemy.exc import ArgumentError

        from db.addresses import unheeded

        try:
            found = unheeded(self.database_url)
        except (ArgumentError, ValueError):
            return  # whoever opens it says that it is no address
        if found is not None:
            gaps = {"place": "HEMICYCLE_DATABASE_URL", "name": found.name[:40]}
            raise SettingsUnusable(UNHEEDED[found.reason], **gaps)

    def _check_queue(self) -> None:
        if self.queue not in QUEUES:
            said = N_("HEMICYCLE_QUEUE must be embedded or procrastinate: %(value)s.")
            _refuse(said, self.queue)
        if self.queue == PROCRASTINATE and not self.database_url.startswith("postgres"):
            raise SettingsUnusable(N_("HEMICYCLE_QUEUE=procrastinate needs PostgreSQL."))

    def _check_mailbox(self) -> None:
        if not self.mailbox:
            return
        try:
            place = mailbox_place(self.mailbox)
        except NoMailbox as none:
            raise SettingsUnusable(MAILBOXES[none.reason], **none.gaps) from None
        if isinstance(place, ImapServer) and not self.mailbox_password:
            raise SettingsUnusable(N_("HEMICYCLE_MAILBOX needs HEMICYCLE_MAILBOX_PASSWORD."))

    def _check_mail(self) -> None:
        if self.mail_security not in MAIL_SECURITY:
            said = N_("HEMICYCLE_MAIL_SECURITY must be starttls, tls or none: %(value)s.")
            _refuse(said, self.mail_security)
        if self.mail_host and set(self.mail_host) & set("@/"):
            raise SettingsUnusable(
                N_(
                    "HEMICYCLE_MAIL_HOST must be the name of a server alone: its user is"
                    " HEMICYCLE_MAIL_USER."
                )
            )
        if not 1 <= self.mail_port <= 65535:
            _refuse(N_("HEMICYCLE_MAIL_PORT must be 1 to 65535: %(value)s."), self.mail_port)
        if self.mail_user and not self.mail_password:
            raise SettingsUnusable(N_("HEMICYCLE_MAIL_USER needs HEMICYCLE_MAIL_PASSWORD."))
        if self.mail_host and self.mail_security == "none" and self.mail_host not in LOOPBACK:
            said = N_("HEMICYCLE_MAIL_SECURITY=none is for a server on this machine: %(hosts)s.")
            raise SettingsUnusable(said, hosts=", ".join(LOOPBACK))


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable as `hemicycle settings` lists it."""

    name: str
    field: str
    default: str | int | None
    meaning: str
    secret: bool


VARIABLES: tuple[Variable, ...] = tuple(
    Variable(
        each.metadata["name"],
        each.name,
        None if each.default is MISSING else each.default,
        each.metadata["meaning"],
        each.metadata["secret"],
    )
    for each in fields(Settings)
)


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings that the environment asks for.

    Raises: SettingsUnusable where a value cannot be used.
    """
    environment = os.environ if environment is None else environment
    given: dict[str, Any] = {  # one type a field, which _read looks up
        variable.field: _read(variable, environment[variable.name])
        for variable in VARIABLES
        if environment.get(variable.name)
    }
    return Settings(**given)


def _read(variable: Variable, text: str) -> str | int:
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        # What is no UTF-8 comes as halves of pairs: no page nor cookie could hold it.
        raise SettingsUnusable(N_("%(name)s must be text in UTF-8."), name=variable.name)
    if not isinstance(variable.default, int):
        return text.rstrip("/") if variable.field in ("base_url", "path_prefix") else text
    try:
        return int(text)
    except ValueError:
        said = N_("%(name)s must be a whole number: %(value)s.")
        raise SettingsUnusable(said, name=variable.name, value=repr(text)) from None


def _refuse(message: str, value: object, **gaps: str) -> NoReturn:
    raise SettingsUnusable(message, value=repr(value), **gaps)


def _has_plain_server(url: str) -> bool:
    try:
        _ = urlsplit(url).port
    except ValueError:
        return False
    return True


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:  # [::1 without its end, a port that is no number
        return False
    is_plain = not (parts.query or parts.fragment or parts.username or parts.password)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and is_plain
