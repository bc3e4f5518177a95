"""What rows are called in the reader's language: places, programmes, domains, roles."""

from db.models import DomainRow, InstitutionRow, PartnerRow, ProgrammeRow, RoleRow
from web.language.labels import label
from web.language.speech import gettext as _
from web.language.speech import language


def own_name(row: DomainRow | InstitutionRow | PartnerRow | ProgrammeRow) -> str:
    """A row's name in the reader's language."""
    return row.name_fr if language() == "fr" else row.name_en


def role_name(row: RoleRow) -> str:
    """What a role is called: its title, or the kind of people it is for."""
    return row.title or (label("kind", row.kind) if row.kind else _("Expert"))
