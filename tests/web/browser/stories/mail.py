"""The mails of a site, sent by the worker's own hands to a mail server of this machine."""

import re
from dataclasses import replace
from email.message import EmailMessage

from tests.clock import now
from tests.web.browser.conftest import Site
from tests.web.mail.post import Post, post_office
from web.service.settings import Settings
from web.worker.sending import Mails


def sent(site: Site) -> list[EmailMessage]:
    """Everything that has been let go in the outbox, as it comes in at its recipients."""
    post = Post()
    with post_office(post) as port:
        settings = Settings(database_url=str(site.ledger.engine.url), secret_key="k" * 64)
        mails = Mails(
            replace(
                settings,
                base_url=site.address,
                mail_host="127.0.0.1",
                mail_port=port,
                mail_security="none",
            )
        )
        while mails.look(site.ledger, now):
            pass
    return post.mails


def link_in(mail: EmailMessage) -> str:
    """The one link of a mail, as its plain text has it."""
    body = mail.get_body(("plain",))
    assert body is not None
    (link,) = re.findall(r"http://\S+/answer/\S+", body.get_content())
    found: str = link
    return found
