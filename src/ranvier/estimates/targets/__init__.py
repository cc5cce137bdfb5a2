"""Simulated cohorts measured as the published studies measured theirs.

What is simulated, and the published figures, are in `ranvier.simulate.targets`. Measuring needs the course
engine and the estimates, which a simulation may not know, so it is done here, with the same functions that
examine a clinic's records: a wrong target and a wrong verdict would have the same cause.
"""
