"""What is called otherwise in each language: institutions, partners, programmes, domains."""

from db.models import DomainRow, InstitutionRow, PartnerRow, ProgrammeRow
from web.language.speech import language


def own_name(row: DomainRow | InstitutionRow | PartnerRow | ProgrammeRow) -> str:
    """A row's name in the reader's language."""
    return row.name_fr if language() == "fr" else row.name_en
