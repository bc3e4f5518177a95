"""Where officials work, what they are called, and what they therefore know."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Department:
    """A directorate: its share of the staff, the domains it practises, its posts."""

    name: str
    share: int
    domains: tuple[str, ...]
    posts: tuple[str, ...]


_TABLE = """
Direction de la bibliothèque | 60 | library archives web
  | Bibliothécaire, Documentaliste
Direction de la gestion documentaire | 30 | archives library it
  | Archiviste, Spécialiste
Direction des communications | 55 | communications web petitions
  | Responsable éditorial·e, Analyste
Direction des ressources humaines | 50 | human-resources member-training
  | Analyste, Formatrice ou formateur
Direction des finances | 55 | finance budget-estimates material-resources
  | Analyste, Comptable
Direction des ressources matérielles | 60 | material-resources finance
  | Gestionnaire, Architecte
Direction de la sécurité | 80 | security protocol
  | Agent·e principal·e, Responsable d’équipe
Direction du protocole | 35 | protocol welcoming communications
  | Agent·e du protocole, Analyste
Direction de l’informatique | 65 | it web broadcasting
  | Architecte de systèmes, Analyste
Secrétariat de la séance | 40 | plenary procedure question-period
  | Juriste, Secrétaire de séance
Secrétariat des commissions | 60 | committees hearings budget-estimates government-monitoring
  | Secrétaire de commission, Analyste
Direction du journal des débats | 45 | minutes plenary broadcasting
  | Réviseur·e, Transcripteur·trice
Direction des affaires juridiques | 45 | drafting amendments procedure
  | Juriste, Légiste
Direction de la télédiffusion | 30 | broadcasting web communications
  | Réalisateur·trice, Technicien·ne
Service de l’accueil parlementaire | 20 | welcoming member-training protocol
  | Conseiller·ère, Analyste
"""


def _read(row: str) -> Department:
    name, share, domains, posts = (part.strip() for part in row.split("|"))
    return Department(name, int(share), tuple(domains.split()), tuple(posts.split(", ")))


DEPARTMENTS: tuple[Department, ...] = tuple(
    map(_read, _TABLE.strip().replace("\n  |", " |").splitlines())
)

MEMBER_DOMAINS: tuple[str, ...] = (
    "committees",
    "hearings",
    "budget-estimates",
    "government-monitoring",
    "question-period",
    "procedure",
    "amendments",
    "petitions",
    "plenary",
    "drafting",
    "welcoming",
    "web",
)
"""What members know by doing, the most common first."""
