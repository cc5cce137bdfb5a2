"""Numbers of an estimate as people read them: percent for shares, a sign for changes, real minus signs."""

from __future__ import annotations

import math

MINUS = "−"
_SMALLEST, _LARGEST = 1e-6, 1e12  # beyond them zeros would have to be counted
_SHARE = "share"
_SCORE_POINTS = "points"  # "EDSS points" and its kin: a change, printed with its sign


def signed(value: float, decimals: int = 2) -> str:
    """A number with its sign, as a change is printed.

    >>> signed(-0.7), signed(0.4), signed(0)
    ('−0.70', '+0.40', '0.00')
    """
    text = f"{abs(value):.{decimals}f}"
    if float(text) == 0:
        return text
    return f"{MINUS if value < 0 else '+'}{text}"


def number_words(value: float, unit: str, *, difference: bool = False) -> str:
    """One number of *unit*, without the unit's words; a difference carries its sign.

    >>> number_words(0.756, "share"), number_words(-0.7, "EDSS points"), number_words(0.123, "ratio")
    ('75.6%', '−0.70', '0.123')
    """
    if math.isnan(value):
        return "not known"
    if math.isinf(value):
        return "no limit"
    if unit == _SHARE:
        return signed(100 * value, 1) if difference else f"{100 * value:.1f}%".replace("-", MINUS)
    if unit.endswith(_SCORE_POINTS):
        return signed(value)
    if difference:
        return f"{'+' if value > 0 else ''}{_three_digits(value)}"
    return _three_digits(value)


def unit_words(unit: str, *, difference: bool = False) -> str:
    """What stands behind the number: nothing for shares and ratios, which speak for themselves.

    >>> unit_words("share", difference=True), unit_words("ratio"), unit_words("years")
    (' percentage points', '', ' years')
    """
    if unit == _SHARE:
        return " percentage points" if difference else ""
    return "" if unit in {"", "ratio"} else f" {unit}"


def level_words(conf_level: float) -> str:
    """A level of confidence in percent.

    >>> level_words(0.95), level_words(0.995)
    ('95%', '99.5%')
    """
    return f"{round(100 * conf_level, 10):g}%"


def chi_square_words(statistic: float, degrees: int, p_value: float) -> str:
    """A test as a paper prints it.

    >>> chi_square_words(2.1942, 1, 0.1385), chi_square_words(68.25, 2, 1e-16)
    ('chi-square 2.19, 1 degree of freedom, p 0.139', 'chi-square 68.2, 2 degrees of freedom, p under 0.001')
    """
    freedom = "1 degree" if degrees == 1 else f"{degrees} degrees"
    probability = "under 0.001" if p_value < 0.001 else f"{p_value:.3f}"
    return f"chi-square {_three_digits(statistic)}, {freedom} of freedom, p {probability}"


def _three_digits(value: float) -> str:
    """Three significant digits, trailing zeros kept, commas for thousands; beyond a trillion powers of 10."""
    if value == 0:
        return "0"
    if not _SMALLEST <= abs(value) < _LARGEST:
        mantissa, exponent = f"{value:.2e}".replace("-", MINUS).split("e")
        return f"{mantissa} × 10^{exponent.replace('+', '').replace(MINUS + '0', MINUS).removeprefix('0')}"
    digits = max(0, 2 - math.floor(math.log10(abs(float(f"{value:.2e}")))))
    return f"{value:,.{min(digits, 6)}f}".replace("-", MINUS)
