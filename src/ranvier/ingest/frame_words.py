"""Faults of frames in words that fit them: no programme.toml stands beside a frame."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ranvier.tables.faults import Fault
from ranvier.tables.marks import Mark

_WORDS = (
    (", or say what other words mean under codes.edss in programme.toml", ""),
    ("add the patients to the patients table", "add the visits of these patients"),
)
"""What a fault says of a programme, and what is to be done with a frame."""


def faults_of_frames(marks: Iterable[Mark]) -> tuple[Fault, ...]:
    """The faults of *marks*, whose hints name nothing that a frame does not have."""
    return tuple(replace(one.fault, hint=_in_frame_words(one.fault.hint)) for one in marks)


def _in_frame_words(hint: str) -> str:
    for of_a_programme, of_a_frame in _WORDS:
        hint = hint.replace(of_a_programme, of_a_frame)
    return hint
