"""The closed lists of words that the ledger keeps in its columns, and their groups."""

from typing import Literal, get_args

Kind = Literal["member", "official"]
InstitutionKind = Literal["parliament", "associate"]
Venue = Literal["abroad", "home", "remote"]
ActivityType = Literal[
    "assessment",
    "technical_assistance",
    "training_mission",
    "seminar",
    "regional_seminar",
    "working_visit",
    "internship",
    "cycle",
    "follow_up",
]
ServiceMode = Literal["diagnosis", "training", "workshop"]
MissionState = Literal[
    "requested",
    "assessed",
    "planned",
    "approved",
    "proposed",
    "changes_requested",
    "accepted",
    "scheduled",
    "delivered",
    "reported",
    "closed",
    "declined",
    "refused",
    "cancelled",
]
PlanState = Literal["draft", "solved", "live", "superseded"]
ScenarioState = Literal["open", "published", "discarded"]
BookingStatus = Literal["hold", "confirmed", "cancelled"]
BusySource = Literal["typed", "sitting", "holiday", "file", "subscription", "refusal"]
SourceKind = Literal["file", "subscription"]
AgendaKind = Literal["session", "external"]
Wish = Literal["prefers", "excludes"]
FeedKind = Literal[
    "expert", "mission", "institution", "programme", "partner", "pool", "team", "scenario"
]
"""The pool is an institution's people and the team a mission's, both by their busy times only."""
FeedShows = Literal["all", "hold", "confirmed"]
FeedDetail = Literal["full", "discreet"]
Answer = Literal["accepted", "tentative", "declined", "other_dates"]
AnswerWay = Literal["page", "mail", "account"]
RefusalKind = Literal["outright", "dates"]
LiftedHow = Literal["hand", "answer"]
"""By somebody who says why, or by a later answer of the same person."""
MailOutcome = Literal["answered", "outdated", "bounced", "unclear", "other"]
"""`outdated` answers an older SEQUENCE, `unclear` waits for somebody, `other` is no reply."""
MailMethod = Literal["REQUEST", "CANCEL"]
MailState = Literal[
    "draft", "ready", "sending", "sent", "failed", "bounced", "dropped", "superseded"
]
AccountRole = Literal[
    "admin",
    "coordinator",
    "planner",
    "approver",
    "expert",
    "assistant",
    "head_of_service",
    "reader",
]
JobState = Literal["queued", "running", "done", "failed", "cancelled"]
Language = Literal["en", "fr"]
Cefr = Literal["A1", "A2", "B1", "B2", "C1", "C2"]

KINDS: tuple[Kind, ...] = get_args(Kind)
INSTITUTION_KINDS: tuple[InstitutionKind, ...] = get_args(InstitutionKind)
VENUES: tuple[Venue, ...] = get_args(Venue)
TRAVELS: Venue = "abroad"
"""Where a team goes: nobody travels to guests at home, nor to a session by video."""
ACTIVITY_TYPES: tuple[ActivityType, ...] = get_args(ActivityType)
SERVICE_MODES: tuple[ServiceMode, ...] = get_args(ServiceMode)
MISSION_STATES: tuple[MissionState, ...] = get_args(MissionState)
PLAN_STATES: tuple[PlanState, ...] = get_args(PlanState)
RELEASED: tuple[PlanState, ...] = ("live", "superseded")
"""Plans that were published."""
SCENARIO_STATES: tuple[ScenarioState, ...] = get_args(ScenarioState)
BOOKING_STATUSES: tuple[BookingStatus, ...] = get_args(BookingStatus)
BUSY_SOURCES: tuple[BusySource, ...] = get_args(BusySource)
SOURCE_KINDS: tuple[SourceKind, ...] = get_args(SourceKind)
AGENDA_KINDS: tuple[AgendaKind, ...] = get_args(AgendaKind)
WISHES: tuple[Wish, ...] = get_args(Wish)
FEED_KINDS: tuple[FeedKind, ...] = get_args(FeedKind)
FEED_SHOWS: tuple[FeedShows, ...] = get_args(FeedShows)
FEED_DETAILS: tuple[FeedDetail, ...] = get_args(FeedDetail)
ANSWERS: tuple[Answer, ...] = get_args(Answer)
ANSWER_WAYS: tuple[AnswerWay, ...] = get_args(AnswerWay)
REFUSAL_KINDS: tuple[RefusalKind, ...] = get_args(RefusalKind)
LIFTED_HOW: tuple[LiftedHow, ...] = get_args(LiftedHow)
MAIL_OUTCOMES: tuple[MailOutcome, ...] = get_args(MailOutcome)
MAIL_METHODS: tuple[MailMethod, ...] = get_args(MailMethod)
MAIL_STATES: tuple[MailState, ...] = get_args(MailState)
ACCOUNT_ROLES: tuple[AccountRole, ...] = get_args(AccountRole)
JOB_STATES: tuple[JobState, ...] = get_args(JobState)
LANGUAGES: tuple[Language, ...] = get_args(Language)
CEFR: tuple[Cefr, ...] = get_args(Cefr)

PLANNABLE: frozenset[str] = frozenset(
    {"planned", "approved", "proposed", "changes_requested", "accepted", "scheduled"}
)
"""States in which the matcher may place a mission."""
ASKED: frozenset[str] = frozenset({"requested", "assessed"})
"""States in which only a scenario may place a mission."""
AGREED: frozenset[str] = frozenset({"accepted", "scheduled"})
"""States in which dates and team are promised: the matcher may not touch them."""
TOLD: frozenset[str] = AGREED | {"proposed"}
"""States in which a partner has been told the date: no search moves it."""
OVER: frozenset[str] = frozenset({"delivered", "reported", "closed"})
"""States in which a mission has been held."""
DROPPED: frozenset[str] = frozenset({"declined", "refused", "cancelled"})
"""States in which a mission is in no plan any more."""
HOLDING: frozenset[str] = frozenset({"planned", "approved", "proposed", "changes_requested"})
"""States in which a booking is an option."""
CONFIRMED: frozenset[str] = AGREED | OVER
"""States in which a booking is confirmed."""
