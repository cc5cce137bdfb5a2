"""Cox's partial likelihood row by row from its definition: slow twin of kernels/cox.py.

A row is at risk on the days after its entry up to and with its exit. Of d events on one day the l-th, counted
from 0, meets all at risk less l/d of each of the d (Efron).
"""

import numpy as np


def event_days(rows):
    """Each stratum and day with an event."""
    return sorted({(row["stratum"], row["exit_day"]) for row in rows if row["event"]})


def at_risk(rows, stratum, day):
    return [row for row in rows if row["stratum"] == stratum and row["entry_day"] < day <= row["exit_day"]]


def terms(rows, coefficients):
    """Of each event: its day, the mean weight of that day's events, each share in the risk, and the mean."""
    for stratum, day in event_days(rows):
        there = at_risk(rows, stratum, day)
        tied = [row["event"] and row["exit_day"] == day for row in there]
        covariates = np.array([row["covariates"] for row in there])
        weights = np.array([row["weight"] for row in there])
        mean_weight = weights[tied].mean()
        for place in range(sum(tied)):
            left = np.where(tied, 1 - place / sum(tied), 1.0)
            risk = left * weights * np.exp(covariates @ coefficients)
            yield stratum, day, mean_weight, there, left, covariates, risk


def log_likelihood(rows, coefficients):
    value = sum(row["weight"] * (row["covariates"] @ coefficients) for row in rows if row["event"])
    return value - sum(
        weight * np.log(risk.sum()) for _, _, weight, _, _, _, risk in terms(rows, coefficients)
    )


def slope(rows, coefficients):
    total = np.zeros(len(coefficients))
    for row in rows:
        if row["event"]:
            total += row["weight"] * np.asarray(row["covariates"])
    for _, _, weight, _, _, covariates, risk in terms(rows, coefficients):
        total -= weight * (risk @ covariates) / risk.sum()
    return total


def information(rows, coefficients):
    total = np.zeros((len(coefficients),) * 2)
    for _, _, weight, _, _, covariates, risk in terms(rows, coefficients):
        away = covariates - (risk @ covariates) / risk.sum()
        total += weight * (away.T * risk) @ away / risk.sum()
    return total


def score_residuals(rows, coefficients):
    """One a row: what an event adds, less what the row was expected to add while at risk."""
    found = {id(row): np.zeros(len(coefficients)) for row in rows}
    n_tied = {}
    for stratum, day, *_ in terms(rows, coefficients):
        n_tied[stratum, day] = n_tied.get((stratum, day), 0) + 1
    for stratum, day, weight, there, left, covariates, risk in terms(rows, coefficients):
        mean = (risk @ covariates) / risk.sum()
        shares = left * np.exp(covariates @ coefficients) * weight / risk.sum()
        for row, share, covariate in zip(there, shares, covariates, strict=True):
            found[id(row)] -= row["weight"] * share * (covariate - mean)
            if row["event"] and row["exit_day"] == day:
                found[id(row)] += row["weight"] * (covariate - mean) / n_tied[stratum, day]
    return np.array([found[id(row)] for row in rows])
