"""The chamber: what a staffing problem is, what makes a plan right, and which plan is better."""

from matcher.zone_data import use_the_newer

# Here, since every room comes by: no zone is asked for before.
use_the_newer()
