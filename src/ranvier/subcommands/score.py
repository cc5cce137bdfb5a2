"""`ranvier score`: a scale worked out from its parts."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from ranvier.errors import DataFaults, UsageError

_SCORE_EDSS = """Reads raw grades of seven functional systems and of ambulation, and writes all columns of
FILE with three more:

  edss    the EDSS the grades give; edss_computed if FILE has an edss column, which stays as it is
  rule    the row of the rule that gave it: F1 to F22 functional systems, N0 to N16 or G0 to G13
          ambulation, FLOOR the floor rule; docs/reference/scales.md lists them
  flags   why there is no score, grades that do not fit together, a difference from the recorded EDSS

FILE has the columns fs_visual, fs_brainstem, fs_pyramidal, fs_cerebellar, fs_sensory, fs_bowel_bladder,
fs_cerebral and ambulation; ambulation_coding and edss are read where they are there. A row with a gap is
scored only if no possible grade would change the score. Rows that cannot be scored stay.
"""

_SCORE_EDSS_EXAMPLES = """examples:
  ranvier score edss visits.csv --coding neurostatus_16 -o scored.csv
  ranvier score edss sheet.xlsx --coding grades_13 --column fs_visual=Vis -o scored.parquet
  ranvier score edss clinic/ -o scored.csv             the visits of a programme, mapped by its programme.toml

exit codes: 0 done · 21 done, but cells hold impossible grades · 2 wrong call · 10–14 the file cannot be used
"""


def add_score(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command `score` and its scales."""
    score = commands.add_parser(
        "score",
        help="a scale worked out from its parts",
        description="Works out a scale from the parts a clinician or a patient filled in, and says by which "
        "rule. So far: edss, from seven functional systems and ambulation.",
    )
    scales = score.add_subparsers(title="scales", metavar="SCALE", required=True)
    _add_score_edss(scales)


def _add_score_edss(scales: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    edss = scales.add_parser(
        "edss",
        help="EDSS from functional systems and ambulation",
        description=_SCORE_EDSS,
        epilog=_SCORE_EDSS_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    edss.add_argument("source", type=Path, metavar="FILE", help="CSV, XLSX or Parquet, or a programme folder")
    edss.add_argument("-o", "--out", type=Path, required=True, metavar="OUT", help=".csv or .parquet")
    edss.add_argument(
        "--coding",
        choices=("neurostatus_16", "grades_13"),
        help="list of ambulation grades of rows that do not name one: 0 to 16, or 0 to 13",
    )
    edss.add_argument(
        "--floor-rule", action="store_true", help="no EDSS below a single system: grade 6 gives 6.0"
    )
    edss.add_argument("--cerebral-1-not-counted", action="store_true", help="cerebral grade 1 counts as 0")
    edss.add_argument(
        "--kurtzke-500-m",
        action="store_true",
        help="ambulation 1 asks for 4.0, as in some records of 13 grades",
    )
    _add_reading_options(edss)
    edss.set_defaults(run=_run_score_edss)


def _add_reading_options(edss: argparse.ArgumentParser) -> None:
    edss.add_argument(
        "--column", action="append", default=[], metavar="OURS=YOURS", help="your header; repeat as needed"
    )
    edss.add_argument("--sheet", metavar="NAME", help="sheet of a workbook")
    edss.add_argument(
        "--decimal-mark",
        choices=(".", ","),
        default=".",
        metavar="MARK",
        help="point or comma, in CSV (default: a point)",
    )
    edss.add_argument(
        "--encoding",
        choices=("utf-8", "windows-1251", "windows-1252", "utf-16"),
        default="utf-8",
        help="of CSV (default: utf-8)",
    )


def _run_score_edss(options: argparse.Namespace) -> int:
    from ranvier import main as commands
    from ranvier.ingest.edss_headers import EdssReading
    from ranvier.ingest.sources import Style
    from ranvier.vocabulary.scales.edss_convention import EdssConvention
    from ranvier.vocabulary.visits import AmbulationCoding

    coding = AmbulationCoding(options.coding) if options.coding else None
    style = Style(decimal_mark=options.decimal_mark, encoding=options.encoding)
    reading = EdssReading(_named_columns(options.column), coding, options.sheet, style)
    convention = EdssConvention(not options.cerebral_1_not_counted, options.floor_rule, options.kurtzke_500_m)
    summary, faults = commands.score_edss(options.source, options.out, reading, convention)
    print(summary)
    for points, count in summary.differences:
        print(f"  computed minus recorded {points:+.1f}: {count:,}".replace("-", "\u2212"))
    print(f"settings: {convention}")
    print(f"Written: {options.out}")
    for fault in faults:
        print(f"\n{fault}")
    return DataFaults.exit_code if faults else 0


def _named_columns(pairs: Sequence[str]) -> dict[str, str]:
    """Header by our name, from arguments OURS=YOURS."""
    columns = {}
    for pair in pairs:
        ours, mark, yours = pair.partition("=")
        if not (ours and mark and yours):
            raise UsageError(
                "A column is named as OURS=YOURS", where=f"--column {pair}", hint="--column fs_visual=Vis"
            )
        columns[ours.strip()] = yours.strip()
    return columns
