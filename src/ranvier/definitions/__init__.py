"""Frozen endpoint and estimand definitions, each with its source."""
