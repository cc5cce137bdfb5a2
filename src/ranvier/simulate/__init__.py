"""Makes cohorts with a known truth, nothing else."""
