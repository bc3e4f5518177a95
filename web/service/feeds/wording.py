"""What entries and feeds say to people, in the language of the feed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from db.models import ExpertRow, InstitutionRow, PartnerRow, ProgrammeRow, ProposalRow
from db.queries.feeds import Published
from web.language.fields.mission import MISSION
from web.language.fields.table import Audience
from web.language.labels import country, label
from web.language.speech import gettext as _
from web.language.speech import language, ngettext, told
from web.language.stays import Clock, stay_words
from web.service.belonging import called_among


def name(subject: InstitutionRow | PartnerRow | ProgrammeRow) -> str:
    """What an institution, a partner or a programme is called in this language."""
    return subject.name_fr if language() == "fr" else subject.name_en


def feed_name(subject: str) -> str:
    """What a feed is called in the reader's list of calendars."""
    return _("Missions – %(subject)s", subject=subject)


def scenario_name(subject: str) -> str:
    """What the calendar of a scenario is called."""
    return _("Scenario – %(subject)s", subject=subject)


def summary(stay: Published) -> str:
    """The title; of what is cancelled it says so, since not every program does."""
    title = stay.mission.title
    is_cancelled = stay.booking.status == "cancelled"
    return _("Cancelled: %(mission)s", mission=title) if is_cancelled else title


def discreet(stay: Published) -> Mapping[str, Any]:  # fields of an entry, one type each
    """What an entry says to who looks over the reader's shoulder: that there is a mission."""
    said = _("Mission (details in Hemicycle)")
    if stay.booking.status == "cancelled":
        said = _("Cancelled: %(mission)s", mission=said)
    return {"summary": said, "location": "", "description": "", "categories": ()}


def unavailable(is_cancelled: bool) -> str:
    """What time is called that somebody gives to what the reader of the feed does not see."""
    said = _("unavailable")
    return _("Cancelled: %(mission)s", mission=said) if is_cancelled else said


def proposed(scenario: str, mission: str) -> str:
    """What a mission is called where a scenario proposes it, and nothing is published."""
    return _("%(scenario)s: %(mission)s", scenario=scenario, mission=mission)


def travel(leg: str, mission: str) -> str:
    """What the way to a mission or back is called; of what is cancelled the mission says so."""
    if leg == "out":
        return _("%(mission)s – the way there", mission=mission)
    return _("%(mission)s – the way back", mission=mission)


def busy_name(subject: str) -> str:
    """What the free/busy times of a pool or a team are called."""
    return _("Free and busy – %(subject)s", subject=subject)


def location(stay: Published) -> str:
    """Where it takes place, as people say it."""
    if stay.booking.venue == "remote":
        return label("venue", "remote")
    place = (stay.booking.venue == "abroad" and stay.partner) or stay.institution
    return f"{name(place)}, {country(place.country)}"


def category(stay: Published) -> str:
    """The type of activity."""
    return label("activity", stay.mission.activity_type)


@dataclass(frozen=True, slots=True)
class FeedNaming:
    """Who is named in what somebody reads, and how namesakes are told apart there."""

    only: int | None = None
    """The one institution whose people are named; None names everybody, 0 nobody."""
    home: int = 0
    """The institution of who reads it; 0 where it is that of the mission."""
    reader: Audience = "staff"
    """For whom it is written: what else is told of a mission depends on that."""

    def homes(self, stay: Published) -> Collection[int]:
        """Whose departments may be told: they are only their own institution's to read."""
        return (self.home or self.only or stay.institution.id,)


EVERYBODY = FeedNaming()


def description(stay: Published, naming: FeedNaming) -> str:
    """What there is to know, a line each; other institutions' people may go unnamed."""
    return "\n".join(_lines(stay, naming))


def _lines(stay: Published, naming: FeedNaming) -> Iterator[str]:
    booking = stay.booking
    if isinstance(booking, ProposalRow):
        yield _("Proposed in a scenario: nothing of it is published.")
    elif booking.status == "hold":
        yield _("This is a hold: dates and team may still change.")
    if stay.role is not None and (role := role_name(stay)):
        yield _("Role: %(role)s", role=role)
    if stay.partner is not None:
        yield _("Partner: %(partner)s", partner=name(stay.partner))
    if booking.status == "cancelled":
        return
    yield _("Dates: %(days)s", days=days_of(stay))
    if stay.team:
        yield _("Team: %(names)s", names=names(stay, stay.team, naming))
    for line in MISSION.told(stay.mission, naming.reader):
        yield told(line.field.title, line.text)


def days_of(stay: Published) -> str:
    """The days at the place and those of the way; of a session by video its hours by two clocks."""
    row, partner = stay.booking, stay.partner
    clocks = (
        ()
        if partner is None
        else (
            Clock(country(partner.country), partner.timezone),
            Clock(name(stay.institution), stay.institution.timezone),
        )
    )
    return stay_words(row.venue, (row.first, row.last), (row.leaves, row.returns), clocks)


def role_name(stay: Published) -> str:
    """The expert's own role, as its title or its kind says it; empty where neither is known."""
    if stay.role is None:
        return ""
    return stay.role.title or (label("kind", stay.role.kind) if stay.role.kind else "")


def names(stay: Published, people: Collection[ExpertRow], naming: FeedNaming) -> str:
    """Some people by name, none like another of them or of the team."""
    if naming.only == 0:
        return ngettext("%(num)s person", "%(num)s people", len(people))
    said = called_among((*stay.team, *people), naming.homes(stay))
    named = [said[each.id] for each in people if naming.only in (None, each.institution_id)]
    others = len(people) - len(named)
    if others:
        named.append(
            ngettext(
                "%(num)s person of another institution",
                "%(num)s people of other institutions",
                others,
            )
        )
    return ", ".join(named)
