"""Lots against their specification, and doses against the plan: the registry warns and never refuses."""
