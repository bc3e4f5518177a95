"""Pieces of a file: whole physical lines, with the number of the first."""

import re

Piece = tuple[int, bytes]
"""The number of the first line, from 1, and the lines as octets."""
_DOUBLED = re.compile(rb"\r+\n")


def physical(octets: bytes) -> list[bytes]:
    """Lines without their ends, which may be CR LF, LF, CR, or CR CR LF."""
    if b"\r\r\n" in octets:
        octets = _DOUBLED.sub(b"\n", octets)
    return octets.splitlines()
