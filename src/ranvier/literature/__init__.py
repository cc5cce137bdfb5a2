"""Published studies and benchmarks with the origin of every number.

    from ranvier.literature import read_literature

    library = read_literature()           # studies, numbers, benchmarks, positions, gaps by their identifiers
    library.study("E28").numbers          # each with value, status, address; may_decide
    library.search("MESEMS")              # the best matches first

Early evidence and what came after it are read by two functions, read_early_evidence and read_what_came_after,
so that a judgement cannot see the answer by accident. docs/reference/literature.md describes the files.

Names load on first use.
"""

from __future__ import annotations

from ranvier.lazy_names import homes_in, loader

_HOME = homes_in(__file__)

__all__ = sorted(_HOME)  # noqa: PLE0605 - the stub lists them

__getattr__ = loader(__name__, _HOME)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
