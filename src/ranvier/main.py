"""One short function a command. `examine` is the whole path: start reading here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from ranvier.claims.basis.thresholds import read_thresholds
from ranvier.claims.designs.table import find_what_it_takes
from ranvier.claims.examine import judge_claims, judge_without_records
from ranvier.claims.judging.signature import read_signature
from ranvier.claims.judging.signed_content import signed
from ranvier.claims.language.claim import ClaimSet
from ranvier.claims.language.claimset import read_claims
from ranvier.claims.language.theory.judge import judge_theory
from ranvier.claims.null.programmes import LEAST_PROGRAMMES, N_PROGRAMMES
from ranvier.claims.protocol.read import ReadProtocol, read_protocol
from ranvier.course.baseline import find_baseline
from ranvier.course.explain import explain_patient
from ranvier.course.explanation import Explanation
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.confirmed_change import ConfirmedChange
from ranvier.errors import UsageError
from ranvier.ingest import read_programme
from ranvier.ingest.edss_file import read_edss_file
from ranvier.ingest.edss_headers import EdssReading
from ranvier.ingest.foreign_frames import columns_of, in_kind_of, read_frame
from ranvier.ingest.propose import propose_programme
from ranvier.literature.library import read_literature
from ranvier.report.examined import Examined
from ranvier.report.explained import write_explained
from ranvier.report.index import IndexEntry, render_index
from ranvier.report.theory_page import theory_text, told_theory, write_theory
from ranvier.simulate.clinic import simulate_clinic_and_truth
from ranvier.simulate.folder import check_folder, write_simulated
from ranvier.simulate.plan import DEMO_PLANS
from ranvier.simulate.plan_file import read_plan
from ranvier.simulate.plan_text import plan_text
from ranvier.simulate.truth import Truth
from ranvier.tables.cohort import Cohort
from ranvier.tables.edss_scores import RULE, add_edss_scores as scored_visits
from ranvier.tables.edss_summary import COMPUTED, FLAGS, EdssSummary, summarise_edss
from ranvier.tables.faults import Fault
from ranvier.tables.write_frame import check_output, write_frame
from ranvier.vocabulary.scales.edss_convention import TABLE_AS_PRINTED, EdssConvention
from ranvier.vocabulary.visits import AmbulationCoding

Progress = Callable[[str], None]


def silent(_message: str) -> None:
    """Tells nobody."""


def examine(  # noqa: PLR0913 - the options are named
    cohort: Cohort | None,
    claims: ClaimSet,
    *,
    seed: int = 1,
    thresholds: Path | None = None,
    designs: bool = False,
    protocol: Path | None = None,
    signature: Path | None = None,
    replicates: int = N_PROGRAMMES,
    progress: Progress = silent,
) -> Examined:
    """The verdict on each claim, from the records of *cohort*; from the literature alone when it is None.

    seed: of the null band; the same records, claims and seed give the same bytes. thresholds: a file with
    changed thresholds of the gates. designs: whether to tell what studies would need, which takes some
    seconds. protocol: the file that froze the test beforehand; what became of it is told. signature:
    a file in which a person signs this very report; one of another report does not count, and that is told.
    replicates: programmes without effect that null bands are read from, 100 or more.
    Raises ClaimSetError, ThresholdsError, ProtocolError, SignatureError, and UsageError for a protocol
    without records and for too few replicates.
    """
    _check_replicates(replicates)
    signing = None if signature is None else read_signature(signature)
    frozen = _protocol(protocol, claims, cohort)
    if cohort is None:
        found = judge_without_records(claims, seed=seed)
    else:
        limits = read_thresholds(thresholds)
        found = judge_claims(
            cohort,
            claims,
            seed=seed,
            thresholds=limits,
            progress=progress,
            protocol=frozen,
            replicates=replicates,
        )
    if designs:
        taken = find_what_it_takes(cohort, claims, seed=seed, progress=progress)
        found = replace(found, what_it_takes=taken)
    return Examined(found if signing is None else signed(found, signing))


def _check_replicates(replicates: int) -> None:
    """Refuse too few programmes without effect."""
    if replicates < LEAST_PROGRAMMES:
        raise UsageError(
            f"{replicates} programmes without effect are too few to read a band from",
            hint=f"take {LEAST_PROGRAMMES} or more; {N_PROGRAMMES:,} unless asked",
        )


def _protocol(path: Path | None, claims: ClaimSet, cohort: Cohort | None) -> ReadProtocol | None:
    """The protocol at *path*, for these claims."""
    if path is None:
        return None
    if cohort is None:
        raise UsageError(
            "A protocol is held against records, and none were given",
            where=str(path),
            hint="name the programme's folder before --protocol",
        )
    return read_protocol(path, claims)


def examine_folder(  # noqa: PLR0913 - the options are named
    folder: Path | None,
    claims: str,
    out: Path,
    *,
    seed: int,
    internal: bool = False,
    thresholds: Path | None = None,
    protocol: Path | None = None,
    signature: Path | None = None,
    replicates: int = N_PROGRAMMES,
    progress: Progress = silent,
) -> Examined:
    """`ranvier examine`: a programme folder and a claim set in, report.html and its companions in *out*.

    protocol: of the command; without it the one that programme.toml names, in its folder.
    """
    claim_set = read_claims(claims)
    cohort = None
    if folder is not None:
        progress("reading the programme")
        cohort = read_programme(folder)
        protocol = protocol or _named_protocol(folder, cohort)
    examined = examine(
        cohort,
        claim_set,
        seed=seed,
        thresholds=thresholds,
        designs=True,
        protocol=protocol,
        signature=signature,
        replicates=replicates,
        progress=progress,
    )
    progress("writing the report")
    examined.write(out, internal=internal)
    return examined


def _named_protocol(folder: Path, cohort: Cohort) -> Path | None:
    """The protocol that programme.toml names, beside it."""
    name = cohort.programme.protocol
    return None if name is None else (folder if folder.is_dir() else folder.parent) / name


def check(folder: Path, *, progress: Progress = silent) -> Cohort:
    """`ranvier check`: the programme read and checked; nothing is written."""
    progress("reading the programme")
    return read_programme(folder)


def new(folder: Path, source: Path) -> Path:
    """`ranvier new`: a proposed programme.toml for *source*, for a person to correct."""
    return propose_programme(source, folder)


def score_edss(
    source: Path, out: Path, reading: EdssReading, convention: EdssConvention = TABLE_AS_PRINTED
) -> tuple[EdssSummary, tuple[Fault, ...]]:
    """`ranvier score edss`: the rows of *source* with the EDSS their grades give, written to *out*.

    A recorded `edss` stays as it is, and the new one is then `edss_computed`. What was scored and which
    cells cannot be come back.
    """
    check_output(out, source=source)
    file = read_edss_file(source, reading)
    scored = scored_visits(file.visits, coding=reading.coding, convention=convention)
    added = scored.select(COMPUTED, RULE, FLAGS)
    if "edss" not in file.visits.columns:
        added = added.rename({COMPUTED: "edss"})
    write_frame(file.original.hstack(added), out)
    return summarise_edss(scored), file.faults


def add_edss_scores(
    visits: Any, *, coding: AmbulationCoding | None = None, convention: EdssConvention = TABLE_AS_PRINTED
) -> Any:
    """*visits* with `edss_computed`, `rule` and `flags`: Polars, pandas or Arrow in, the same kind out.

    Columns and errors as in `ranvier.tables.edss_scores.add_edss_scores`.
    """
    rows = read_frame(visits, columns_of(visits))
    return in_kind_of(visits, scored_visits(rows, coding=coding, convention=convention))


def explain(
    folder: Path,
    patient_id: str,
    definition: ConfirmedChange,
    out: Path | None = None,
    *,
    from_first_visit: bool = False,
    seed: int | None = None,
) -> Explanation:
    """`ranvier explain`: one patient's course with its reasons, from the programme's baseline unless asked.

    out: where a page is written, if it is; never the folder of a report.
    """
    cohort = read_programme(folder)
    baselines = None if from_first_visit else find_baseline(cohort, find_time_zero(cohort))
    told = explain_patient(cohort, patient_id, definition, baselines, seed=seed)
    if out is not None:
        write_explained(told, out)
    return told


def simulate(
    plan: str,
    out: Path,
    *,
    n_patients: int | None = None,
    seed: int = 1,
    overwrite: bool = False,
    progress: Progress = silent,
) -> Truth:
    """`ranvier simulate`: a synthetic clinic's records in *out*/programme, and the truth beside them.

    plan: the key of a shipped plan, or a .toml file. Raises UsageError if *out* holds anything, unless an
    earlier simulation is to be overwritten; ImpossiblePlan; the errors of files.
    """
    asked = read_plan(plan)
    if n_patients is not None:
        asked = replace(asked, n_patients=n_patients)
    check_folder(out, overwrite=overwrite)
    progress(f"making {asked.name}")
    clinic = simulate_clinic_and_truth(asked, seed, progress=progress)
    progress("writing the records")
    write_simulated(clinic, out)
    return clinic.truth


def show_plan(plan: str) -> str:
    """`ranvier simulate --show-plan`: a plan as a commented TOML file."""
    return plan_text(read_plan(plan))


def demo(out: Path, *, seed: int, progress: Progress = silent) -> Path:
    """`ranvier demo`: two synthetic clinics, examined alike, and an index page whose path comes back.

    The truth that was put in stands beside each programme; `examine` never reads it.
    """
    entries = []
    for plan in DEMO_PLANS:
        folder = out / plan.key
        progress(f"making {plan.name}")
        clinic = simulate_clinic_and_truth(plan, seed)
        write_simulated(clinic, folder)
        examined = examine_folder(
            folder / "programme", "cell-therapy", folder / "report", seed=seed, progress=progress
        )
        entries.append(IndexEntry(plan.key, plan.name, clinic.truth.effect_points, examined.examination))
    index = out / "index.html"
    index.write_text(render_index(entries), encoding="utf-8")
    return index


def theory(claims: str, out: Path | None = None) -> str:
    """`ranvier theory`: what each mechanism of a claim set predicts, as text, and as a page in *out*."""
    claim_set = read_claims(claims)
    told = told_theory(claim_set, judge_theory(claim_set, read_literature()))
    if out is not None:
        write_theory(claim_set, told, out)
    return theory_text(told)
