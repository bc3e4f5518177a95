"""A worker that takes nothing back when it starts: the control of what kills leave behind.

Run as a program of its own: `python -m tests.web.unguarded_worker`.
"""

from db.operations import attempts
from web.cli import main

if __name__ == "__main__":
    attempts.recover = lambda *_: ()
    main(["worker"])
