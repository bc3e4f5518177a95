"""All rows, one file a subject; importing this package makes the metadata whole."""

from db.base import Base
from db.models.account import AccountRoleRow, AccountRow, LoginAttemptRow, WebSessionRow
from db.models.agenda import AgendaItemRow, AgendaSpeakerRow
from db.models.answer import AnswerRow, AnswerTokenRow, ReceivedMailRow
from db.models.audit import AuditRow
from db.models.availability import BusyRow
from db.models.booking import BookedHalfDayRow, BookingRow, MissionBookingRow
from db.models.conflict import ConflictNoteRow
from db.models.domain import DomainRow
from db.models.expert import (
    ExpertDomainRow,
    ExpertExperienceRow,
    ExpertLanguageRow,
    ExpertRow,
    ExpertWishRow,
)
from db.models.feed_revision import FeedRevisionRow
from db.models.institution import ClosureRow, InstitutionRow, SittingRow
from db.models.job import JobRow
from db.models.kept_form import KeptFormRow
from db.models.mission import (
    MissionAfterRow,
    MissionBanRow,
    MissionLanguageRow,
    MissionPartnerRow,
    MissionPinRow,
    MissionRow,
)
from db.models.outbox import MessageRow
from db.models.partner import PartnerClosureRow, PartnerRow
from db.models.plan import AssignmentRow, PlanMissionRow, PlanRow
from db.models.programme import ProgrammeRow, ProgrammeShareRow
from db.models.proposal import ProposalRow
from db.models.refusal import RefusalRow
from db.models.role import RoleDomainRow, RoleInstitutionRow, RoleLanguageRow, RoleRow
from db.models.scenario import ScenarioChangeRow, ScenarioRow
from db.models.setting import SettingRow
from db.models.source import BusySourceRow
from db.models.token import FeedTokenRow

__all__ = [
    "AccountRoleRow",
    "AccountRow",
    "AgendaItemRow",
    "AgendaSpeakerRow",
    "AnswerRow",
    "AnswerTokenRow",
    "AssignmentRow",
    "AuditRow",
    "Base",
    "BookedHalfDayRow",
    "BookingRow",
    "BusyRow",
    "BusySourceRow",
    "ClosureRow",
    "ConflictNoteRow",
    "DomainRow",
    "ExpertDomainRow",
    "ExpertExperienceRow",
    "ExpertLanguageRow",
    "ExpertRow",
    "ExpertWishRow",
    "FeedRevisionRow",
    "FeedTokenRow",
    "InstitutionRow",
    "JobRow",
    "KeptFormRow",
    "LoginAttemptRow",
    "MessageRow",
    "MissionAfterRow",
    "MissionBanRow",
    "MissionBookingRow",
    "MissionLanguageRow",
    "MissionPartnerRow",
    "MissionPinRow",
    "MissionRow",
    "PartnerClosureRow",
    "PartnerRow",
    "PlanMissionRow",
    "PlanRow",
    "ProgrammeRow",
    "ProgrammeShareRow",
    "ProposalRow",
    "ReceivedMailRow",
    "RefusalRow",
    "RoleDomainRow",
    "RoleInstitutionRow",
    "RoleLanguageRow",
    "RoleRow",
    "ScenarioChangeRow",
    "ScenarioRow",
    "SettingRow",
    "SittingRow",
    "WebSessionRow",
]
