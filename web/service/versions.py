"""What is said of a database that belongs to another version of the program."""

from collections.abc import Mapping

from db.troubles import Trouble
from web.language.codes import N_

VERSIONS: Mapping[Trouble, str] = {
    "older": N_(
        "The database belongs to an older version of Hemicycle. Bring it to this one: "
        "`hemicycle upgrade`."
    ),
    "newer": N_(
        "The database belongs to a newer version of Hemicycle: install that one. "
        "Nothing was changed."
    ),
}
