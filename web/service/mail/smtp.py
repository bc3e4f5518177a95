"""One mail to one mail server: taken, or why not (RFC 5321).

Certificates are checked. The password is in no message and no log.
"""

import smtplib
import ssl
import threading
from dataclasses import dataclass, field

from db.operations.mailing import Failure
from web.service.settings import Settings

SECONDS = 20.0
"""How long the server may take for each of its answers."""
SECONDS_IN_ALL = 240.0
"""How long one mail may take from signing in on: well below the lease of an attempt."""
SAID_MOST = 300


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A mail server and how to sign in there."""

    host: str
    port: int
    security: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, settings: Settings) -> "SmtpServer | None":
        """The one that the settings name; None where they name none."""
        if not settings.mail_host:
            return None
        return cls(
            settings.mail_host,
            settings.mail_port,
            settings.mail_security,
            settings.mail_user,
            settings.mail_password,
        )


def deliver(server: SmtpServer, sender: str, recipient: str, octets: bytes) -> Failure | None:
    """Hand a mail over; None where the server has taken it, which cannot be taken back."""
    try:
        client = _connected(server)
    except (OSError, smtplib.SMTPException) as wrong:
        return _unreachable(server, wrong)
    watch = threading.Timer(SECONDS_IN_ALL, client.close)
    watch.daemon = True
    watch.start()
    try:
        # Any trouble with the server itself says nothing about the message: it is tried again.
        _sign_in(client, server)
        return _hand_over(client, server, sender, recipient, octets)
    except (OSError, smtplib.SMTPException) as wrong:
        return _unreachable(server, wrong)
    finally:
        watch.cancel()
        _leave(client)


def _connected(server: SmtpServer) -> smtplib.SMTP:
    if server.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=SECONDS)


def _sign_in(client: smtplib.SMTP, server: SmtpServer) -> None:
    client.ehlo_or_helo_if_needed()
    if server.security == "starttls":
        client.starttls(context=ssl.create_default_context())
        client.ehlo()
    if server.user:
        client.login(server.user, server.password or "")


def _hand_over(
    client: smtplib.SMTP, server: SmtpServer, sender: str, recipient: str, octets: bytes
) -> Failure | None:
    code, reply = client.mail(sender)
    if code != 250:
        return _refused(code, reply)
    code, reply = client.rcpt(recipient)
    if code not in (250, 251):
        return _refused(code, reply)
    try:
        code, reply = client.data(octets)
    except smtplib.SMTPDataError as wrong:
        return _refused(wrong.smtp_code, _octets(wrong.smtp_error))
    except (OSError, smtplib.SMTPServerDisconnected):
        # It may have been taken: who is told of the booking's end must be who may have heard.
        return Failure("mail.cut_off", {"host": server.host}, is_doubtful=True)
    return None if code == 250 else _refused(code, reply)


def _refused(code: int, reply: bytes) -> Failure:
    said = " ".join(reply.decode(errors="replace").split())[:SAID_MOST]
    is_final = 500 <= code < 600
    name = "mail.refused" if is_final else "mail.put_off"
    return Failure(name, {"code": code, "said": said}, is_final)


def _unreachable(server: SmtpServer, wrong: Exception) -> Failure:
    """Why there was no way to hand anything over; of a login only the code, never the words."""
    facts: dict[str, object] = {"host": server.host, "port": server.port}
    match wrong:
        case smtplib.SMTPAuthenticationError():
            return Failure("mail.login_refused", facts | {"code": wrong.smtp_code})
        case smtplib.SMTPNotSupportedError():
            return Failure("mail.not_supported", facts)
        case smtplib.SMTPResponseException():
            return Failure("mail.server_refused", facts | {"code": wrong.smtp_code})
        case ssl.SSLError():
            return Failure("mail.tls_failed", facts)
        case _:
            return Failure("mail.unreachable", facts)


def _leave(client: smtplib.SMTP) -> None:
    """Say goodbye; what comes after the server has taken a mail changes nothing."""
    try:
        client.quit()
    except (OSError, smtplib.SMTPException):
        client.close()


def _octets(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()
