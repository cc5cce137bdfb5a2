"""The course without treatment: multistate models and what they expect of a cohort."""
