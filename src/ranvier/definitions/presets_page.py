"""The page docs/reference/presets.md, made from the published definitions.

Written by `python -m ranvier.definitions.presets_page > docs/reference/presets.md`; a test fails when stale.
"""

from __future__ import annotations

from ranvier.definitions.preset import Preset, Subject
from ranvier.definitions.presets import presets_about
from ranvier.definitions.settings_used import settings_used

HEAD = """\
# Published definitions

Each has a name: `rv.preset("muller2023")` gives the definition for `rv.find_events`,
`rv.PRESETS["muller2023"]` says where it comes from, and `print(rv.settings_used(rv.preset("muller2023")))`
prints every setting to cite.

*Read* says what was read of each, and how far that is from the paper: *primary* (at the journal, PubMed or
PMC), *copy* (the abstract in two copies), *secondary* (told elsewhere), *derived*. What was read rarely
states every setting; *taken* says what stands for the rest. No full text of methods was read, so a name here
means the definition as told in what was read.

The definitions of worsening that are a `ConfirmedWorsening` decide whether a verdict depends on the
definition (verdict rule 3); each has one vote. Those of other schools ([schools.md](schools.md)) have
searches of their own, which give no last confirmable visit, and do not vote.

This page is made from the code.
"""

LEFT_OUT = """\
## What is not on the list

- **Bsteh 2025** (doi 10.1177/13524585251396283) compares 1,440 definitions; what of it was read recommends
  none of them. The defaults of the same group's program are `two_references_program`; any grid can be run
  with `find_multiverse`.
- **Tur 2023**, **Portaccio 2022** and the papers on EDSS-plus: the windows were not found in anything
  read. What a program makes of EDSS-plus is `msclinical_edss_plus`.
- **Kalincik 2015** has 48 definitions; the four here are those whose remaining settings MSoutcomes names.
"""

TITLES = {
    Subject.WORSENING: "Worsening",
    Subject.PIRA: "Worsening independent of relapses (PIRA)",
    Subject.IMPROVEMENT: "Improvement",
    Subject.SEQUENCE: "Worsening and improvement in turn",
    Subject.SPMS: "Secondary progressive MS",
}


def presets_page() -> str:
    """The whole page as Markdown."""
    parts = [HEAD]
    for subject, title in TITLES.items():
        presets = presets_about(subject)
        if presets:
            parts += [f"## {title}\n", _table(presets)]
    return "\n".join([*parts, LEFT_OUT])


def _table(presets: tuple[Preset, ...]) -> str:
    head = (
        "| name | definition | citation | read | taken | settings unlike the primary |\n"
        + "| --- " * 6
        + "|\n"
    )
    return head + "".join(_row(each) for each in presets)


def _row(each: Preset) -> str:
    rows = settings_used(each.definition).rows
    unlike = "; ".join(f"{row.name}: {row.value}" for row in rows if row.differs)
    read = f"{each.read} (*{each.provenance.value}*)"
    return f"| `{each.name}` | {each.line} | {each.citation} | {read} | {each.taken} | {unlike} |\n"


if __name__ == "__main__":
    print(presets_page(), end="")
