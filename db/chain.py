"""The chain of the audit: each line hashed with the line before, so that a gap shows."""

import json
from hashlib import sha256

from db.models import AuditRow

FIRST = "0" * 64
"""What the first line has for the hash of the line before."""


def hash_of(row: AuditRow) -> str:
    """The hash of a line and of the hash before it."""
    fields = (row.account_id, row.by, row.subject, row.subject_id, row.what, row.reason)
    content = [row.previous_hash, row.at.isoformat(), *fields, row.before, row.after]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
