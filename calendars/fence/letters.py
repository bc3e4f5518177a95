"""The child that reads one mail: `python -m calendars.fence.letters`, bytes in, JSON out."""

import json
import sys
from dataclasses import asdict

from calendars.fence.bounds import READING, keep_to


def main() -> None:
    """Read the mail from standard input and say what it says."""
    keep_to(READING)
    # Imported late: the bounds come first.
    from calendars.letters.letter import Letter
    from calendars.letters.reading import read

    try:
        letter = read(sys.stdin.buffer.read())
    except MemoryError:
        letter = Letter(code="file.took_too_much")
    sys.stdout.write(json.dumps(asdict(letter), default=str))


if __name__ == "__main__":
    main()
