"""Examiners' errors, every pair and triple written out. Slow twin of estimates/change/unaffected.py."""

from fractions import Fraction
from itertools import product


def noise_of(edss, q):
    """The recorded scores of one true score with their chances, by the words of the rule."""
    there = [other for other in (edss - 0.5, edss + 0.5) if 0 <= other <= 9.5 and other != 0.5]
    found = {edss: 1 - 2 * q if there else Fraction(1)}
    for other in there:
        found[other] = 2 * q / len(there)
    return found


def expectation(shares, chance_of, recorded, what, n_later=1):
    """The mean of what(recorded, later scores) of patients recorded at *recorded*.

    shares: of each true score. chance_of: from a true score to its recorded scores.
    """
    total = weight = Fraction(0)
    for edss, share in shares.items():
        law = chance_of(edss)
        here = share * law.get(recorded, 0)
        weight += here
        for later in product(law.items(), repeat=n_later):
            chance = here
            for _, one in later:
                chance *= one
            total += chance * Fraction(what(recorded, [score for score, _ in later]))
    return total / weight
