"""What the methods section of a paper says of estimates, with numbered references."""

from __future__ import annotations

from collections.abc import Iterable

from ranvier.estimates.printed import level_words
from ranvier.estimates.result import Estimate, HasEstimates
from ranvier.estimates.table import every_estimate


def methods_sentence(found: Estimate) -> str:
    """How the number was made, in one sentence with its reference.

    >>> made = dict(unit="share", reference="Garwood F. Biometrika 1936;28:437-442")
    >>> methods_sentence(Estimate(0.5, 0.2, 0.8, 9, "exact interval", "relapses", **made))
    'Relapses: exact interval, 95% confidence (Garwood F. Biometrika 1936;28:437-442).'
    """
    source = f" ({found.reference})" if found.reference else ""
    return f"{_sentence_case(found.definition)}: {_made(found)}{source}."


def methods_paragraph(found: Iterable[object] | HasEstimates | Estimate) -> str:
    """How all these numbers were made, and the list of references below, each numbered once.

    found: as `estimates_table` takes it. Numbers made alike share a sentence; without a reference there is no
    list. Raises InputError for what holds no estimate.
    """
    alike: dict[tuple[str, str], list[str]] = {}
    for one in every_estimate(found):
        measured = alike.setdefault((_made(one), one.reference), [])
        if one.definition not in measured:
            measured.append(one.definition)
    references = list(dict.fromkeys(source for _, sources in alike for source in _each(sources)))
    sentences = [
        f"{_sentence_case('; '.join(measured))}: {made}{_marks(sources, references)}."
        for (made, sources), measured in alike.items()
    ]
    listed = [f"{number}. {source}" for number, source in enumerate(references, 1)]
    return "\n\n".join(part for part in (" ".join(sentences), "\n".join(listed)) if part)


def _made(found: Estimate) -> str:
    weights = f", {found.weights}" if found.weights else ""
    level = f", {level_words(found.conf_level)} confidence" if found.has_interval else ""
    return f"{found.method}{weights}{level}"


def _each(reference: str) -> list[str]:
    """Each source of a reference; "; " stands between two, and journals print no blank after theirs."""
    return [source for source in reference.split("; ") if source]


def _marks(reference: str, references: list[str]) -> str:
    numbers = ", ".join(str(references.index(source) + 1) for source in _each(reference))
    return f" [{numbers}]" if numbers else ""


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
