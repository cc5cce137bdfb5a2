"""One case as a section of the page: what was known, what is said of it, what came, and what was found."""

from __future__ import annotations

from ranvier.claims.retrodiction.body import Together
from ranvier.claims.retrodiction.rules import Trap, traps_called
from ranvier.claims.retrodiction.run import JudgedCase
from ranvier.report.retrodiction.words import early_words, error_words, found_words, later_words

_WORDS = {
    "better": "better",
    "worse": "worse",
    "mixed": "better together, but trials differ",
    "excluded": "the claimed effect is left out",
    "null": "no difference shown",
    "unclear": "a worthwhile effect and none are both possible",
}


def case_section(case: JudgedCase) -> str:
    """The section in Markdown."""
    known, early, later = case.evidence, case.early, case.later
    lines = [
        f"### {known.id} · {known.therapy}".rstrip(" ·"),
        "",
        f"*{known.citation}*" if known.citation else "",
    ]
    told = [known.design, f"control: {known.control}" if known.control else "", known.outcome]
    lines += ["", f"**Known early.** {'; '.join(part for part in told if part)}."]
    if known.claimed:
        lines += ["", f"**Claimed.** {known.claimed}"]
    lines += ["", f"**Said on that.** {_sentence(early_words(case))} Rule: {early.rule}."]
    if early.alarm:
        lines.append(f"Alarm: {early.alarm}.")
    lines += ["", "**Traps.** " + (", ".join(_trap(trap) for trap in early.traps) or "none named") + "."]
    if early.beyond:
        told_beside = "; ".join(one.words for one in early.beyond)
        lines += ["", f"**Beside no effect.** {told_beside}. Signal {early.signal:+.2f}.".replace("-", "−")]
    lines += ["", f"**Said after the trials.** {_sentence(later_words(case))} Rule: {later.rule}."]
    lines += [f"- {_together(one)}" for one in later.together]
    lines += _answer(case)
    return "\n".join(lines)


def _answer(case: JudgedCase) -> list[str]:
    answer = case.answer
    if answer is None:
        return []
    codes = {trap.code for trap in (*case.early.traps, *case.later.traps)}
    missed = [name for name in answer.traps if not codes & {trap.code for trap in traps_called(name)}]
    lines = ["", f"**Found.** {_sentence(found_words(case))} {answer.lesson}".rstrip()]
    later = ", ".join(_trap(trap) for trap in case.later.traps)
    if later:
        lines.append(f"The trials show a further trap: {later}.")
    if missed:
        lines.append(f"Traps listed and not named: {', '.join(missed)}.")
    return [*lines, "", f"**Errors.** {_sentence(error_words(case))}"]


def _together(one: Together) -> str:
    keys = ", ".join(contrast.number.key for contrast in one.contrasts)
    return f"{one.domain.value}: {one.ratio_text}, above 1 better; {_WORDS[one.word]} ({keys})"


def _trap(trap: Trap) -> str:
    return trap.name + (" ◊" if trap.chosen == "case" else "")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."
