"""Who may do what: the roles of an institution that the house asks for."""

STAFF = ("admin", "coordinator", "planner", "approver", "reader")
"""Roles that may read an institution's missions, experts and plan."""
STAFFING = ("coordinator",)
"""Roles that change missions and staff them by hand."""
KEEPERS = ("coordinator", "admin")
"""Roles that keep calendar addresses, sittings and closed days of their institution."""
PLANNING = ("coordinator", "planner")
"""Roles that solve and publish plans."""
