"""The family of errors that a user can put right, each with an exit code of its own.

    RanvierError              1
    ├── UsageError            2   the command line asks for something that does not exist
    ├── FileError            10
    │   ├── MissingFile      11   a file or folder is not there
    │   ├── EmptyFile        12   it holds nothing
    │   ├── UnreadableFile   13   it is binary, truncated or not what its name says
    │   ├── FileTooLarge     14   it is over a stated limit
    │   └── FileFaults       10   several files at once; the code of their kind where all are of one kind
    ├── ProgrammeError       20   programme.toml is wrong (all faults at once)
    ├── DataFaults           21   rows of a table are faulty (all faults at once)
    ├── ClaimSetError        30   a claim set is wrong
    ├── LiteratureError      31   a literature file is wrong
    ├── ThresholdsError      32   a file of changed thresholds is wrong (all faults at once)
    ├── ProtocolError        33   a protocol was changed, is cut short, or is of another claim set
    ├── SignatureError       34   a signature is wrong (all faults at once)
    └── DisclosureError      40   a result to be shared would show a small group

Every text has three parts: what is wrong, where, and what to try. None shows a patient's value.
"""

from __future__ import annotations

from collections.abc import Sequence


class RanvierError(Exception):
    """What is wrong, where it is, and what to try.

    problem: one sentence, without a patient's value. where: file, table, column, rows.
    hint: the next step for the person who reads it.
    """

    exit_code = 1

    def __init__(self, problem: str, *, where: str = "", hint: str = "") -> None:
        self.problem = problem
        self.where = where
        self.hint = hint
        super().__init__(problem)

    def __str__(self) -> str:
        lines = [self.problem]
        if self.where:
            lines.append(f"  where:  {self.where}")
        if self.hint:
            lines.append(f"  try:    {self.hint}")
        return "\n".join(lines)


class UsageError(RanvierError):
    """The command line asks for something that does not exist."""

    exit_code = 2


class FileError(RanvierError):
    """A file cannot be used."""

    exit_code = 10


class MissingFile(FileError):
    """A file or folder is not there."""

    exit_code = 11


class EmptyFile(FileError):
    """A file holds nothing."""

    exit_code = 12


class UnreadableFile(FileError):
    """A file is binary, truncated, in another encoding, or not what its name says."""

    exit_code = 13


class FileTooLarge(FileError):
    """A file is over a stated limit."""

    exit_code = 14


class RowsSetAside(UserWarning):
    """Rows of a frame cannot be used and were set aside; the others were."""


class ManyProblems(RanvierError):
    """Several problems found in one pass, shown together."""

    def __init__(self, problems: Sequence[RanvierError], *, headline: str) -> None:
        self.problems = tuple(problems)
        super().__init__(headline)

    def __str__(self) -> str:
        return "\n\n".join([self.problem, *(str(problem) for problem in self.problems)])


class FileFaults(ManyProblems, FileError):
    """Several files cannot be used; the exit code is theirs where they share one."""

    exit_code = 10

    def __init__(self, problems: Sequence[RanvierError], *, headline: str) -> None:
        super().__init__(problems, headline=headline)
        codes = {problem.exit_code for problem in problems}
        if len(codes) == 1:
            self.exit_code = codes.pop()


class ProgrammeError(ManyProblems):
    """programme.toml is wrong."""

    exit_code = 20


class DataFaults(ManyProblems):
    """Rows of a programme's tables are faulty."""

    exit_code = 21


class ClaimSetError(ManyProblems):
    """A claim set is wrong."""

    exit_code = 30


class LiteratureError(ManyProblems):
    """A literature file is wrong."""

    exit_code = 31


class ThresholdsError(ManyProblems):
    """A file of changed thresholds is wrong."""

    exit_code = 32


class ProtocolError(ManyProblems):
    """A protocol is not as it was frozen, or not the one that is needed (all faults at once)."""

    exit_code = 33


class SignatureError(ManyProblems):
    """A signature is wrong."""

    exit_code = 34


class DisclosureError(RanvierError):
    """A result that is to be shared would show a group smaller than allowed."""

    exit_code = 40
