"""`python -m web.cli` is `hemicycle`."""

from web.cli import main

# A search is spawned as a process that reads this file again: it must not start over.
if __name__ == "__main__":
    main()
