"""Long work: carried out in a process of its own, so that a page never waits for it."""
