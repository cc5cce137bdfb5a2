"""The decorators of the kernels: plain Python for few visits, compiled and kept on disk for many.

A kernel is written once and runs in two ways. Few visits are followed by the functions as they stand; once a
process has followed more, the kernel is compiled on the spot, or taken from disk where an earlier run left
it. Both ways give the same numbers. Where no folder can be written to, each process compiles for itself.

No fast-math: a verdict may depend on the number. Division follows NumPy, so no kernel raises on zero. What is
kept on disk knows its own file only: after a change to a step that lives in another file, delete the
`__pycache__` folder of the kernels.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, update_wrapper
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any, Generic, TypeVar

Answer = TypeVar("Answer")

PLAIN_VISITS = 100_000
"""Visits that a kernel follows as plain Python in one process before its kept form is loaded.

So many take the general kernel a third of a second, as long as loading the compiler and the kept form does
(benchmarks/course.py)."""

PLAIN_VISITS_UNKEPT = 1_000_000
"""The same where no earlier run has left a kept form: compiling the general kernel takes 15 s."""

_COMPILED: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
_BORROWING: dict[str, Any] = {**_COMPILED, "forceinline": True, "_nrt": False}


class Kernel(Generic[Answer]):
    """A loop over arrays, or a step of one, in the two forms in which it runs.

    step: the function as it is written. options: of the compiler. A kernel calls other kernels by their
    names; each form has them in the same form as itself.
    """

    def __init__(self, step: FunctionType, options: dict[str, Any]) -> None:
        self.step = step
        self.options = options
        self.n_plain_visits = 0
        self._is_loaded = False
        update_wrapper(self, step)

    def __call__(self, *arguments: Any, **named: Any) -> Answer:
        """The answer of the form that takes less time for so many visits, which are the first argument."""
        return self.form_for(arguments[0])(*arguments, **named)

    def form_for(self, visits: Any) -> Callable[..., Answer]:
        """The plain form for a process's first visits, the compiled one from then on."""
        if not self._is_loaded:
            self.n_plain_visits += longest(visits)
            self._is_loaded = self.n_plain_visits > PLAIN_VISITS and (
                self.n_plain_visits > PLAIN_VISITS_UNKEPT or self.is_kept
            )
        return self.compiled if self._is_loaded else self.plain

    @cached_property
    def plain(self) -> Callable[..., Answer]:
        """The kernel as plain Python."""
        return _with_kernels(self.step, lambda kernel: kernel.plain)

    @cached_property
    def compiled(self) -> Callable[..., Answer]:
        """The kernel compiled, kept on disk where a folder can be written to."""
        njit = import_module("numba").njit  # loading the compiler takes as long as a small clinic
        step = _with_kernels(self.step, lambda kernel: kernel.compiled)
        try:
            made: Callable[..., Answer] = njit(step, cache=True, **self.options)
        except RuntimeError:  # numba's word for: no folder to keep it in
            made = njit(step, **self.options)
        return made

    @cached_property
    def is_kept(self) -> bool:
        """Whether an earlier run has left the compiled form on disk."""
        stats = getattr(self.compiled, "stats", None)
        folder = stats and stats.cache_path
        name = f"{self.step.__module__.rpartition('.')[2]}.{self.step.__qualname__}-*.nbi"
        return folder is not None and any(Path(folder).glob(name))


def compiled(step: Callable[..., Answer]) -> Kernel[Answer]:
    """A loop over arrays."""
    assert isinstance(step, FunctionType)
    return Kernel(step, _COMPILED)


def borrowing(step: Callable[..., Answer]) -> Kernel[Answer]:
    """A step of such a loop that makes no array of its own.

    It reads arrays its caller keeps alive and so counts no references, and it becomes part of its caller:
    counting them at every look into a tuple of arrays made the general kernel four times slower, and a call
    for every step twice as slow (benchmarks/course.py). A step that does make an array does not compile under
    it.
    """
    assert isinstance(step, FunctionType)
    return Kernel(step, _BORROWING)


def longest(values: Any) -> int:
    """Length of the longest of several arrays, or of the one array given."""
    return max(map(len, values), default=0) if isinstance(values, tuple) else len(values)


def _with_kernels(step: FunctionType, form: Callable[[Kernel[Any]], Callable[..., Any]]) -> FunctionType:
    """A copy of *step* that finds *form* of each kernel under the kernel's name."""
    named = {name: step.__globals__.get(name) for name in step.__code__.co_names}
    forms = {name: form(value) for name, value in named.items() if isinstance(value, Kernel)}
    copy = FunctionType(
        step.__code__, {**step.__globals__, **forms}, step.__name__, step.__defaults__, step.__closure__
    )
    copy.__qualname__, copy.__module__ = step.__qualname__, step.__module__
    copy.__kwdefaults__ = step.__kwdefaults__
    return copy
