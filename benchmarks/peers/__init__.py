"""Other ways to staff the same problems, each a process of its own that hands in a plan.

None is part of the product; a peer may have an environment of its own, made when first asked for.
"""
