"""The chamber: what a staffing problem is, what makes a plan right, and which plan is better."""
