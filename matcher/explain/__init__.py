"""Why a plan is as it is, told without a solver: fit, refusals, candidates, remedies."""
