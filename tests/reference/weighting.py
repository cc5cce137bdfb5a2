"""Logistic regression, weights and matching patient by patient: slow twins of estimates/comparison."""

import math


def logistic(outcome, rows, weights=None, steps=60):
    """Coefficients with the intercept first, by Newton's steps in loops; rows: covariates, a patient."""
    rows = [[1.0, *row] for row in rows]
    weights = weights or [1.0] * len(rows)
    p = len(rows[0])
    found = [0.0] * p
    for _ in range(steps):
        gradient, curvature = [0.0] * p, [[0.0] * p for _ in range(p)]
        for y, row, weight in zip(outcome, rows, weights, strict=True):
            chance = probability(row, found)
            for i in range(p):
                gradient[i] += weight * (y - chance) * row[i]
                for j in range(p):
                    curvature[i][j] += weight * chance * (1 - chance) * row[i] * row[j]
        found = [old + new for old, new in zip(found, solved(curvature, gradient), strict=True)]
    return found


def probability(row, coefficients):
    return 1 / (1 + math.exp(-sum(x * b for x, b in zip(row, coefficients, strict=True))))


def solved(matrix, right):
    """The solution of linear equations by elimination, the largest pivot first."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    n = len(rows)
    for place in range(n):
        best = max(range(place, n), key=lambda one: abs(rows[one][place]))
        rows[place], rows[best] = rows[best], rows[place]
        for other in range(n):
            if other != place:
                share = rows[other][place] / rows[place][place]
                rows[other] = [a - share * b for a, b in zip(rows[other], rows[place], strict=True)]
    return [rows[place][n] / rows[place][place] for place in range(n)]


def weight(target, treated, score):
    received = score if treated else 1 - score
    if target == "everyone":
        return 1 / received
    if target == "treated":
        return 1 if treated else score / (1 - score)
    if target == "overlap":
        return 1 - received
    return min(score, 1 - score) / received


def matches(logits, treated, order, n_each=1, caliper=math.inf, again=False, strata=None):
    """Who is matched with whom, looking at every comparator for every treated: {treated: [comparators]}."""
    strata = strata or [0] * len(logits)
    found, taken = {who: [] for who in order}, set()
    for turn in range(n_each):
        for who in order:
            if len(found[who]) < turn:
                continue
            free = [
                (abs(logits[other] - logits[who]), other)
                for other in range(len(logits))
                if not treated[other] and strata[other] == strata[who] and (again or other not in taken)
            ]
            if free and min(free)[0] <= caliper:
                found[who].append(min(free)[1])
                taken.add(min(free)[1])
    return found
