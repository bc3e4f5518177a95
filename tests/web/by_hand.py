"""Two missions that a coordinator staffs by hand, and the people for them."""

from dataclasses import dataclass

from db.engine import Ledger
from db.models import InstitutionRow
from tests import make


@dataclass(frozen=True)
class Ground:
    """Two missions that may start on the same days; Anne is booked for the first one."""

    held: int
    open: int
    role: int
    anne: int
    bob: int

    def seat(self, expert: int | str, start: str = "2027-03-01") -> dict[str, object]:
        """A form that seats somebody in the open mission."""
        return {"start": start, "half": "am", f"seat-{self.role}-0": expert}


def ground_of(ledger: Ledger, institution: int) -> Ground:
    """Anne, who is booked, and Bob, who is not; only Anne speaks French."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne = make.expert(session, home, "Anne Bova", languages={"fr": "C2"})
        bob = make.expert(session, home, "Bob Tremolo")
        window = {"window_last": make.MONDAY.replace(day=19)}
        haiti, mali = make.partner(session), make.partner(session, "ml", country="ML")
        held = make.mission(session, home, haiti, title="Archives", **window)
        open_ = make.mission(session, home, mali, title="Élections", **window)
        make.staffed(session, held, anne, on=make.MONDAY)
        return Ground(held.id, open_.id, open_.roles[0].id, anne.id, bob.id)
