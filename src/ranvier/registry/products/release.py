"""A lot against its specification: each criterion met, not met, or not recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ranvier.registry.models import CellProduct, ProductSpecification
from ranvier.registry.models.cell_product import TestResult


class Met(StrEnum):
    """What is known of one criterion."""

    YES = "met"
    NO = "not met"
    UNKNOWN = "not recorded"


@dataclass(frozen=True)
class Criterion:
    """One thing a specification asks for. limit, found: in the words of the page, with units."""

    name: str
    limit: str
    found: str
    met: Met


def weigh_lot(lot: CellProduct) -> tuple[Criterion, ...]:
    """Every criterion of the lot's specification; nothing where it has none."""
    specification = lot.specification
    return () if specification is None else tuple(_criteria(lot, specification))


def _criteria(lot: CellProduct, asked: ProductSpecification) -> Iterator[Criterion]:
    yield from _at_least("viable cells", lot.viability_percent, asked.viability_at_least)
    for marker in ("cd73", "cd90", "cd105"):
        found = getattr(lot, f"{marker}_percent")
        yield from _at_least(marker.upper(), found, asked.positive_markers_at_least)
    yield from _at_most(
        "markers that should be absent", lot.negative_markers_percent, asked.negative_markers_at_most
    )
    yield from _endotoxin(lot, asked)
    for name, needed, result in (
        ("sterility", asked.needs_sterility, lot.sterility),
        ("mycoplasma", asked.needs_mycoplasma, lot.mycoplasma),
    ):
        if needed:
            yield Criterion(name, "negative", TestResult(result).words, _of_test(result))
    if asked.needs_karyotype:
        known = lot.karyotype_normal
        words = "not recorded" if known is None else "normal" if known else "not normal"
        yield Criterion("karyotype", "normal", words, _of_truth(known))


def _at_least(name: str, found: float | None, limit: float | None) -> Iterator[Criterion]:
    if limit is not None:
        met = None if found is None else found >= limit
        yield Criterion(name, f"at least {limit:g}%", _percent(found), _of_truth(met))


def _at_most(name: str, found: float | None, limit: float | None) -> Iterator[Criterion]:
    if limit is not None:
        met = None if found is None else found <= limit
        yield Criterion(name, f"at most {limit:g}%", _percent(found), _of_truth(met))


def _endotoxin(lot: CellProduct, asked: ProductSpecification) -> Iterator[Criterion]:
    """Compared only in the same unit: for a kilogram of the recipient or a millilitre of the product."""
    if asked.endotoxin_at_most is None:
        return
    limit = f"at most {asked.endotoxin_at_most:g} {asked.endotoxin_unit}"
    if lot.endotoxin is None:
        yield Criterion("endotoxin", limit, "not recorded", Met.UNKNOWN)
        return
    same = lot.endotoxin_unit == asked.endotoxin_unit
    met = lot.endotoxin <= asked.endotoxin_at_most if same else None
    yield Criterion("endotoxin", limit, f"{lot.endotoxin:g} {lot.endotoxin_unit}", _of_truth(met))


def _of_test(result: str) -> Met:
    return {TestResult.NEGATIVE: Met.YES, TestResult.POSITIVE: Met.NO}.get(TestResult(result), Met.UNKNOWN)


def _of_truth(met: bool | None) -> Met:
    return Met.UNKNOWN if met is None else Met.YES if met else Met.NO


def _percent(found: float | None) -> str:
    return "not recorded" if found is None else f"{found:g}%"
