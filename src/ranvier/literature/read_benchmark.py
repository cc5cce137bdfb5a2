"""One benchmark, read and checked against the study numbers it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ranvier.literature.benchmark import Arm, Benchmark, BenchmarkDefinition
from ranvier.literature.section import Section, did_you_mean
from ranvier.literature.study import PublishedNumber


def read_benchmark(part: Section, numbers: Mapping[str, PublishedNumber]) -> Benchmark:
    """One benchmark; it may decide only if all its figures may and nothing is withheld."""
    key = part.text("key", required=True)
    part.where = f"benchmark {key}" if key else part.where
    figures = _read_figures(part, numbers)
    withheld = part.text("withheld")
    low, high = part.number("low", required=True), part.number("high", required=True)
    benchmark = Benchmark(
        key=key,
        arm=part.word("arm", Arm) or Arm.EXPERIMENTAL,
        value=part.text("value", required=True),
        low=low or 0.0,
        high=high or 0.0,
        unit=part.text("unit", required=True),
        definition=_read_definition(part),
        figures=figures,
        studies=tuple(dict.fromkeys(figure[:-1] for figure in figures)),
        may_decide=bool(figures) and not withheld and all(numbers[figure].may_decide for figure in figures),
        withheld=withheld,
    )
    if benchmark.low > benchmark.high:
        part.fault("'low' is above 'high'", "exchange them")
    part.done()
    return benchmark


def _read_figures(part: Section, numbers: Mapping[str, PublishedNumber]) -> tuple[str, ...]:
    """The known ones among the numbers it names."""
    named = part.texts("figures")
    if not named:
        part.fault("a benchmark must name the study numbers it rests on", "for example figures: [E62a]")
    for figure in named:
        if figure not in numbers:
            part.fault(f"there is no number '{figure}'", did_you_mean(figure, numbers))
    return tuple(figure for figure in named if figure in numbers)


def _read_definition(part: Section) -> BenchmarkDefinition:
    inner = part.part("definition")
    if inner is None:
        part.fault("a benchmark needs its definition", "say under definition what was measured")
        return BenchmarkDefinition(text="")
    definition = BenchmarkDefinition(
        text=inner.text("text", required=True),
        endpoint=inner.text("endpoint"),
        parameters=MappingProxyType(inner.scalars("parameters")),
        not_rescored=inner.text("not_rescored"),
        differs=inner.text("differs"),
    )
    if bool(definition.endpoint) == bool(definition.not_rescored):
        inner.fault("a definition needs either an endpoint or the reason under 'not_rescored'")
    inner.done()
    return definition
