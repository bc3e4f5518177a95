"""The domains in which parliaments ask for help: two levels, in English and French."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """A domain; `topic` is how a mission's title speaks of it, in French."""

    code: str
    parent: str | None
    name_en: str
    name_fr: str
    topic: str = ""


TAXONOMY: tuple[Field, ...] = (
    Field("administration", None, "General administration", "Administration générale"),
    Field("sittings", None, "Organisation of sittings", "Organisation des séances"),
    Field("legislation", None, "Legislative process", "Processus législatif"),
    Field("oversight", None, "Oversight and accountability", "Contrôle et reddition de comptes"),
    Field(
        "public",
        None,
        "Public communication and citizen participation",
        "Communication publique et participation citoyenne",
    ),
    Field("induction", None, "Induction of new parliamentarians", "Accueil des nouveaux élus"),
    Field(
        "library",
        "administration",
        "Library and documentation",
        "Bibliothèque et documentation",
        "services documentaires et bibliothèque",
    ),
    Field("archives", "administration", "Archives", "Archives", "archives parlementaires"),
    Field(
        "communications",
        "administration",
        "Communications",
        "Communications",
        "communication institutionnelle",
    ),
    Field(
        "human-resources",
        "administration",
        "Human resources",
        "Ressources humaines",
        "gestion des ressources humaines",
    ),
    Field("finance", "administration", "Finance", "Finances", "gestion financière"),
    Field(
        "material-resources",
        "administration",
        "Material resources",
        "Ressources matérielles",
        "approvisionnement et ressources matérielles",
    ),
    Field("security", "administration", "Security", "Sécurité", "sécurité de l’enceinte"),
    Field("protocol", "administration", "Protocol", "Protocole", "protocole parlementaire"),
    Field(
        "it",
        "administration",
        "Information technology",
        "Technologies de l’information",
        "systèmes d’information",
    ),
    Field(
        "plenary",
        "sittings",
        "Planning and follow-up of plenary sittings",
        "Planification et suivi des séances plénières",
        "planification des séances plénières",
    ),
    Field("committees", "sittings", "Committee work", "Commissions", "travaux des commissions"),
    Field(
        "minutes",
        "sittings",
        "Minutes and verbatim reports",
        "Procès-verbaux et journal des débats",
        "transcription des débats",
    ),
    Field(
        "drafting",
        "legislation",
        "Drafting of bills",
        "Rédaction des projets de loi",
        "rédaction des projets de loi",
    ),
    Field("amendments", "legislation", "Amendments", "Amendements", "traitement des amendements"),
    Field(
        "procedure",
        "legislation",
        "Legislative procedure",
        "Procédure législative",
        "procédure législative",
    ),
    Field(
        "budget-estimates",
        "oversight",
        "Budget estimates",
        "Étude des crédits",
        "étude des crédits budgétaires",
    ),
    Field("hearings", "oversight", "Public hearings", "Auditions publiques", "auditions publiques"),
    Field(
        "question-period",
        "oversight",
        "Question period",
        "Période des questions",
        "période des questions",
    ),
    Field(
        "government-monitoring",
        "oversight",
        "Monitoring of government action",
        "Contrôle de l’action gouvernementale",
        "contrôle de l’action gouvernementale",
    ),
    Field("petitions", "public", "Petitions", "Pétitions", "traitement des pétitions"),
    Field(
        "broadcasting",
        "public",
        "Broadcasting of debates",
        "Télédiffusion des débats",
        "télédiffusion des débats",
    ),
    Field(
        "web",
        "public",
        "Internet and social media",
        "Internet et médias sociaux",
        "site Internet et médias sociaux",
    ),
    Field(
        "welcoming",
        "induction",
        "Welcoming procedures",
        "Procédures d’accueil",
        "accueil des nouveaux parlementaires",
    ),
    Field(
        "member-training",
        "induction",
        "Training of new parliamentarians",
        "Formation des nouveaux parlementaires",
        "formation des nouveaux parlementaires",
    ),
)

TOPIC_BY_DOMAIN = {field.code: field.topic for field in TAXONOMY if field.parent}
PARENT_BY_DOMAIN = {field.code: field.parent for field in TAXONOMY if field.parent}
