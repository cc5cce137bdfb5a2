"""Patients not seen: bounds, tipping points, hidden patients, completeness."""
