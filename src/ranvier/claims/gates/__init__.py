"""Checks of the records: one file a check or pair; how much each weighs is data in severity.toml."""

from ranvier.claims.gates.checks import GATES, binding_caps, judge_gates

__all__ = ["GATES", "binding_caps", "judge_gates"]
