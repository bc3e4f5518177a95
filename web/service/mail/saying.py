"""What a mail about a booking says, in the language that is spoken now."""

from collections.abc import Iterator
from dataclasses import dataclass

from db.queries.feeds import Published
from db.queries.letters import Letter
from web.language.labels import label
from web.language.speech import gettext as _
from web.service.feeds import wording


@dataclass(frozen=True, slots=True)
class MailWords:
    """The sentences of a mail, in their order; `facts` are names with what they name."""

    subject: str
    greeting: str
    opening: str
    changes: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    asks: tuple[str, ...]
    link: str
    """Where the answer page is; empty where there is none to lead to."""
    closing: tuple[str, ...]


def said(letter: Letter, link: str) -> MailWords:
    """Everything that one mail says."""
    stay, was = letter.stay, letter.was
    subject, opening = _news(stay, was)
    unit = wording.name(stay.institution)
    return MailWords(
        subject=subject,
        greeting=_("Hello %(name)s,", name=letter.expert.name),
        opening=opening,
        changes=tuple(_changes(stay, was)) if was is not None else (),
        facts=tuple(_facts(stay, naming_for(letter))),
        asks=tuple(_asks(stay, link)),
        link="" if _is_cancelled(stay) else link,
        closing=(unit, stay.institution.mailbox or ""),
    )


def naming_for(letter: Letter) -> wording.FeedNaming:
    """Everybody is named, as whoever reads the letter may know them."""
    return wording.FeedNaming(home=letter.expert.institution_id, reader="team")


def _news(stay: Published, was: Published | None) -> tuple[str, str]:
    """The subject and the first sentence."""
    gaps = {"mission": stay.mission.title, "days": wording.days_of(stay)}
    is_hold = stay.booking.status == "hold"
    if _is_cancelled(stay):
        return _("Cancelled: %(mission)s, %(days)s", **gaps), _(
            "You are no longer expected on this mission; the days are yours again."
        )
    if was is None or _is_cancelled(was):
        if is_hold:
            return _("Are you free? %(mission)s, %(days)s", **gaps), _wish(stay)
        return _("Invitation: %(mission)s, %(days)s", **gaps), _invitation(stay)
    if _when(stay) != _when(was):
        return _("New dates: %(mission)s, %(days)s", **gaps), _("The dates of your mission change.")
    if wording.location(stay) != wording.location(was):
        return _("New place: %(mission)s, %(days)s", **gaps), _(
            "The place of your mission changes."
        )
    if stay.booking.status != was.booking.status:
        if is_hold:
            return _("On hold again: %(mission)s, %(days)s", **gaps), _(
                "Your mission is on hold again: dates and team may still change."
            )
        return _("Confirmed: %(mission)s, %(days)s", **gaps), _("Your mission is confirmed.")
    return _("As before: %(mission)s, %(days)s", **gaps), _(
        "Nothing changes for you; this mail takes the place of the one before."
    )


def _wish(stay: Published) -> str:
    if stay.booking.venue == "abroad":
        return _("We would like to send you on this mission and hold the days for you.")
    return _("We would like you to take part in this mission and hold the days for you.")


def _invitation(stay: Published) -> str:
    if stay.booking.venue == "abroad":
        return _("We ask you to go on this mission; its dates are agreed with the partner.")
    return _("We ask you to take part in this mission; its dates are agreed with the partner.")


def _changes(stay: Published, was: Published) -> Iterator[str]:
    if _is_cancelled(stay) or _is_cancelled(was):
        return
    if _when(stay) != _when(was):
        yield _(
            "Dates: %(after)s instead of %(before)s.",
            after=wording.days_of(stay),
            before=wording.days_of(was),
        )
    after, before = wording.location(stay), wording.location(was)
    if after != before:
        yield _("Place: %(after)s instead of %(before)s.", after=after, before=before)
    if stay.booking.status != was.booking.status:
        yield _(
            "Status: %(after)s instead of %(before)s.",
            after=label("booking", stay.booking.status),
            before=label("booking", was.booking.status),
        )


def _facts(stay: Published, naming: wording.FeedNaming) -> Iterator[tuple[str, str]]:
    yield _("Mission"), stay.mission.title
    yield _("When"), wording.days_of(stay)
    yield _("Where"), wording.location(stay)
    if role := wording.role_name(stay):
        yield _("Role"), role
    if _is_cancelled(stay):
        return
    if stay.team:
        yield _("Team"), wording.names(stay, stay.team, naming)
    yield _("Status"), label("booking", stay.booking.status)


def _asks(stay: Published, link: str) -> Iterator[str]:
    if _is_cancelled(stay):
        yield _("Your calendar takes the entry out, or shows it as cancelled, once you open it.")
        return
    if not link:
        yield _("Please accept or decline in your calendar program, or write back to this address.")
        return
    if stay.booking.venue == "abroad":
        yield _("Please say on this page whether you can go; no password is asked for:")
    else:
        yield _("Please say on this page whether you can take part; no password is asked for:")
    yield _(
        "You can also accept or decline in your calendar program, or write back to this address."
    )


def _when(stay: Published) -> tuple[int, int, int, int]:
    booking = stay.booking
    return booking.first, booking.last, booking.leaves, booking.returns


def _is_cancelled(stay: Published) -> bool:
    return stay.booking.status == "cancelled"
