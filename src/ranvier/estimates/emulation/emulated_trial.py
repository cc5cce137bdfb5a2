"""The result of an emulated trial: who joined, the hazard ratio, the risks, the weights and the protocol."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.estimates.emulation.protocol import ProtocolItem
from ranvier.estimates.emulation.weighted_risks import WeightedRisks, estimate_weighted_risks
from ranvier.estimates.emulation.weighted_rows import WeightedRows, WeightSummary
from ranvier.estimates.result import Estimate
from ranvier.estimates.survival.curve import SurvivalCurve
from ranvier.estimates.survival.hazard_ratio import HazardModel
from ranvier.estimates.survival.kaplan_meier import estimate_survival


@dataclass(frozen=True)
class TrialFlow:
    """Who could join the trial that begins on *day*, who did which, and their events."""

    day: int
    n_eligible: int
    n_treated: int
    n_comparators: int
    n_events_treated: int
    n_events_comparators: int


@dataclass(frozen=True, eq=False)
class EmulatedTrial:
    """One emulated trial, or several pooled.

    hazard_ratio: treated over comparator. risks: by the day asked for. model: the whole Cox model; rows: what
    it was fitted to. curve_rows: the same with the weights of curves and risks. weights: of `rows`. protocol:
    the trial meant beside the trial made.
    """

    hazard_ratio: Estimate
    risks: WeightedRisks
    model: HazardModel
    rows: WeightedRows
    curve_rows: WeightedRows
    weights: WeightSummary
    flow: tuple[TrialFlow, ...]
    protocol: tuple[ProtocolItem, ...]

    @property
    def risk_difference(self) -> Estimate:
        """Risk of the treated minus that of the comparator."""
        return self.risks.difference

    def curve(self, *, treated: bool) -> SurvivalCurve:
        """The weighted curve of one arm, patients free of the event by day from time zero."""
        arm, rows = self.curve_rows.treated == treated, self.curve_rows
        return estimate_survival(
            rows.exit_day[arm],
            rows.event[arm],
            rows.entry_day[arm],
            self.risks.difference.conf_level,
            weights=rows.weights[arm],
            cluster=rows.patient[arm],
            definition=f"free of the event, {'treated' if treated else 'comparator'}",
        )

    def risks_at(self, day: int) -> WeightedRisks:
        """The risks by another day."""
        difference = self.risks.difference
        return estimate_weighted_risks(
            self.curve_rows,
            day,
            n_patients=self.rows.n_patients,
            conf_level=difference.conf_level,
            weights=self.risks.treated.weights,
        )
