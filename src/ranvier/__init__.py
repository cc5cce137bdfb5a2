"""A multiple sclerosis programme's records in, an honest verdict on each of its claims out.

    import ranvier as rv

    cohort = rv.read_programme("clinic/programme.toml")   # checked rows; cohort.faults: what was set aside
    claims = rv.read_claims("cell-therapy")               # a shipped claim set, or your own .toml
    verdicts = rv.examine(cohort, claims, seed=1)         # claim, estimate, seen, because, certainty
    verdicts.to_html("report.html")

The course engine by itself, from a cohort or from frames (Polars, pandas, Arrow):

    events = rv.find_events(visits, rv.preset("muller2023"), relapses=relapses)   # one row an event
    print(rv.settings_used(rv.preset("muller2023")))      # what to cite; rv.PRESETS: all that are published

- definitions: ConfirmedWorsening, ConfirmedImprovement, Pira, Raw, ConfirmedChange; EdssPlus,
  CognitiveWorsening, PiraWithMri, Milestone; SustainedWorsening and its kin, SecondaryProgression,
  TwoReferences: each is an argument of `find_events`. Neda, ScoreParts, RelapseHygiene, TreatmentEpochs,
  FreeOfWorsening and EdssChange have functions of their own, for their answers are no events.
- find_ functions of a cohort give tables: one row an event, a visit, an epoch or a patient, as each says.
- scales: edss_of for one examination, add_edss_scores and add_severity_scores for tables.

Names load on first use, so that `import ranvier` costs next to nothing.
"""

from __future__ import annotations

from ranvier.lazy_names import homes_in, loader

__version__ = "0.1.0"

_HOME = homes_in(__file__)

__all__ = sorted(_HOME)  # noqa: PLE0605 - the stub lists them

__getattr__ = loader(__name__, _HOME)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
