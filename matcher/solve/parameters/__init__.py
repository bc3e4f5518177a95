"""Every tuning constant of the search, one file a folder of it, with unit and meaning.

Each file holds a frozen dataclass and its one instance. Shares are parts of what is left of the
time, or of the work where that is limited; "work" are CP-SAT's deterministic seconds. What stands
for something else than an amount (never, nobody, no end) is in `sentinels`.
"""
