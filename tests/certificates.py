"""Certificates that nobody but a test trusts, made as it begins."""

from dataclasses import dataclass
from pathlib import Path

import trustme


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a server shows, its key in the same file, and who vouches for it."""

    shown: Path
    voucher: Path


def certificate(folder: Path, name: str) -> Certificate:
    """A certificate for a name or an address, in a folder of the test's own."""
    authority = trustme.CA()
    made = Certificate(folder / "shown.pem", folder / "voucher.pem")
    authority.issue_cert(name).private_key_and_cert_chain_pem.write_to_path(str(made.shown))
    authority.cert_pem.write_to_path(str(made.voucher))
    return made
