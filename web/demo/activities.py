"""The kinds of help that a parliament gives, and what each usually takes."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.words import ActivityType, Kind, ServiceMode, Venue


@dataclass(frozen=True, slots=True)
class Post:
    """A role that an activity usually has: how many seats, who, at which level of its domain."""

    title: str
    counts: tuple[int, ...]
    kind: Kind
    level: int


@dataclass(frozen=True, slots=True)
class Activity:
    """What an activity usually is; lengths and travel (each way) are in half-days."""

    mode: ServiceMode
    venue: Venue
    title: str
    lengths: tuple[int, ...]
    travel: int
    priority: int
    posts: tuple[Post, ...]
    topics: tuple[str, ...] = ()
    partners: int = 1


MEMBER_TOPICS = (
    "committees",
    "hearings",
    "budget-estimates",
    "government-monitoring",
    "question-period",
    "procedure",
    "plenary",
    "petitions",
)
"""What members come to speak about: peers to peers."""

HOST = Post("Député·e hôte", (1,), "member", 1)
SPEAKER = Post("Intervention", (1, 2), "official", 2)

ACTIVITIES: Mapping[ActivityType, Activity] = {
    "assessment": Activity(
        mode="diagnosis",
        venue="abroad",
        title="Évaluation des besoins\N{NO-BREAK SPACE}: {topic}",
        lengths=(8, 10),
        travel=2,
        priority=4,
        posts=(
            Post("Responsable", (1,), "official", 3),
            Post("Spécialiste", (1,), "official", 2),
        ),
    ),
    "technical_assistance": Activity(
        mode="diagnosis",
        venue="abroad",
        title="Assistance technique\N{NO-BREAK SPACE}: {topic}",
        lengths=(6, 8, 10),
        travel=2,
        priority=3,
        posts=(Post("Spécialiste", (1, 2), "official", 3),),
    ),
    "training_mission": Activity(
        mode="training",
        venue="abroad",
        title="Formation\N{NO-BREAK SPACE}: {topic}",
        lengths=(6, 8, 10),
        travel=2,
        priority=3,
        posts=(
            Post("Animation", (1, 2), "official", 2),
            Post("Député·e", (1, 2), "member", 1),
        ),
        topics=MEMBER_TOPICS,
    ),
    "seminar": Activity(
        mode="training",
        venue="abroad",
        title="Séminaire bilatéral\N{NO-BREAK SPACE}: {topic}",
        lengths=(4, 6),
        travel=2,
        priority=3,
        posts=(Post("Député·e", (2,), "member", 1), Post("Spécialiste", (1,), "official", 2)),
        topics=MEMBER_TOPICS,
    ),
    "regional_seminar": Activity(
        mode="training",
        venue="abroad",
        title="Séminaire régional\N{NO-BREAK SPACE}: {topic}",
        lengths=(6,),
        travel=2,
        priority=5,
        posts=(Post("Député·e", (3,), "member", 1), Post("Spécialiste", (3,), "official", 2)),
        topics=MEMBER_TOPICS,
        partners=5,
    ),
    "working_visit": Activity(
        mode="workshop",
        venue="home",
        title="Visite de travail\N{NO-BREAK SPACE}: {topic}",
        lengths=(4, 6),
        travel=0,
        priority=2,
        posts=(SPEAKER, HOST),
        topics=MEMBER_TOPICS,
    ),
    "internship": Activity(
        mode="workshop",
        venue="home",
        title="Stage\N{NO-BREAK SPACE}: {topic}",
        lengths=(10,),
        travel=0,
        priority=2,
        posts=(Post("Tutorat", (2, 3), "official", 2),),
    ),
    "cycle": Activity(
        mode="training",
        venue="home",
        title="Cycle annuel de formation\N{NO-BREAK SPACE}: {topic}",
        lengths=(10,),
        travel=0,
        priority=5,
        posts=(
            Post("Intervention", (5,), "official", 2),
            Post("Député·e", (3,), "member", 1),
        ),
        topics=("procedure", "committees"),
        partners=9,
    ),
    "follow_up": Activity(
        mode="diagnosis",
        venue="remote",
        title="Suivi à distance\N{NO-BREAK SPACE}: {topic}",
        lengths=(1,),
        travel=0,
        priority=1,
        posts=(Post("Suivi", (1, 2), "official", 2),),
    ),
}
