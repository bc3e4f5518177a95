"""The problem restricted by reduced costs, as zero-one programs for SCIP."""
