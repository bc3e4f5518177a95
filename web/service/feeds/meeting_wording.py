"""What the entries of sessions and external meetings say, in the language of the feed."""

from collections.abc import Iterator

from calendars.entry import Status
from db.queries.feeds import Meeting
from web.language.labels import label
from web.language.speech import gettext as _
from web.service.feeds.wording import FeedNaming, names


def kind(code: str) -> str:
    """What it is: a session, an external meeting."""
    return label("agenda", code)


def summary(meeting: Meeting, status: Status) -> str:
    """The title; of what is cancelled it says so, since not every program does."""
    title = meeting.item.title
    return _("Cancelled: %(mission)s", mission=title) if status is Status.CANCELLED else title


def discreet(status: Status) -> str:
    """What an entry says to who looks over the reader's shoulder."""
    said = _("Session (details in Hemicycle)")
    return _("Cancelled: %(mission)s", mission=said) if status is Status.CANCELLED else said


def description(meeting: Meeting, status: Status, naming: FeedNaming) -> str:
    """What there is to know, a line each; the link, since few programs show CONFERENCE."""
    return "\n".join(_lines(meeting, status, naming))


def _lines(meeting: Meeting, status: Status, naming: FeedNaming) -> Iterator[str]:
    yield _("Mission: %(mission)s", mission=meeting.stay.mission.title)
    if status is Status.TENTATIVE:
        yield _("Not confirmed yet: time and speakers may still change.")
    if status is Status.CANCELLED:
        return
    if meeting.item.link:
        yield _("Video link: %(link)s", link=meeting.item.link)
    if meeting.speakers:
        yield _("Speakers: %(names)s", names=names(meeting.stay, meeting.speakers, naming))
