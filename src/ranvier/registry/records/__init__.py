"""Saving, voiding and signing rows, so that no edit is lost and none is hidden."""
