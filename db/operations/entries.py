"""What calendars show of a row: set, or cancelled, so that SEQUENCE rises when it should."""

from datetime import datetime

from db.models import BookingRow, MissionBookingRow, ProposalRow
from db.operations.stays import ENTRY, Stay

Shown = BookingRow | MissionBookingRow | ProposalRow
"""The rows that calendars show."""


def set_entry(row: Shown, stay: Stay, at: datetime) -> None:
    """Let a row, new or not, be as the stay says; SEQUENCE rises where time, place or status do."""
    is_new = row.sequence is None  # The default comes with the flush.
    if not is_new and all(getattr(row, name) == getattr(stay, name) for name in ENTRY):
        return
    for name in ENTRY:
        setattr(row, name, getattr(stay, name))
    row.sequence = 0 if is_new else row.sequence + 1
    row.created_at = at if is_new else row.created_at
    row.changed_at = at


def cancel(row: Shown, at: datetime) -> None:
    """Take a row back, once."""
    if row.status != "cancelled":
        row.status = "cancelled"
        row.sequence += 1
        row.changed_at = at
