"""The names of the course rules, as docs/reference/course.md numbers them."""

from __future__ import annotations

COURSE_RULES: dict[str, str] = {
    "C1": "Thresholds",
    "C2": "What goes in",
    "C3": "The baseline",
    "C4": "Distance from relapses",
    "C5": "Placing the reference",
    "C6": "The next change",
    "C7": "Confirmation",
    "C8": "What a change is",
    "C9": "How long it lasts",
    "C10": "Where the search goes on",
    "C11": "A new reference after a relapse",
    "C12": "RAW",
    "C13": "PIRA",
    "C14": "Which events are reported",
    "C15": "The change at a time",
    "C16": "Free of worsening",
    "C17": "Leaving the risk set",
}
"""Each rule's number: its heading."""
