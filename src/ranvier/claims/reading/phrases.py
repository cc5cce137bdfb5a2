"""Turns of phrase that tell a comparison, a prognosis, an occurrence or a headline from other sentences."""

from __future__ import annotations

import re

THE_MORE_THE = re.compile(
    r"\bthe (?:\w+er|more|less|fewer)\b[^.;:]{0,80}\bthe (?:\w+er|more|less|fewer)\b", re.IGNORECASE
)
IS_A = re.compile(
    r"\b(?:is|are|was)\b(?:[\w' ,-]+?)\b(?:disease|disorder|illness|condition|deficiency|infection|"
    r"syndrome)\b",
    re.IGNORECASE,
)
THAN = re.compile(
    r"\b(?:more|less|better|fewer|[a-z]{3,}er|times as \w+|ten times|times higher|twice as)\b[^.;]{0,60}?"
    r"\b(?:than|as)\s+(?:\w+\s+){0,3}?(?:drugs?|injections?|interferons?|tablets?|infusions?|pills?|"
    r"medic\w+|treatments?|therap\w+|steroids?|cortisone|cells|those|any|other)\b"
    r"|\bin comparison (?:with|to)\b|\bcompared (?:with|to)\b"
    r"|\b(?:merely|only|just) (?:mask|hide|dampen|suppress|slow|put|treat|postpone)\w*\b|\bunlike\b",
    re.IGNORECASE,
)
"""What is offered beside other treatments."""

HEADLINE = re.compile(
    r"\bwe (?:\w+ly )?(?:treat|cure|heal|help|restore|stop|reverse)\b|\bworks\b", re.IGNORECASE
)
"""A heading that says what is done for patients rather than what comes below it."""

BEST_WHEN = re.compile(
    r"\bbest\b[^.;]{0,60}?\b(?:when|if|while|in (?:those|patients|people|persons|women|men)|under \d+|"
    r"before|within|early)\b"
    r"|\b(?:under|over|below|above|younger than|older than) (?:the age of )?\d+\b[^.;]{0,40}\bbest\b"
    r"|\bthe (?:sooner|earlier|younger|longer)\b|\bnever too late\b|\bdo(?:n't| not) wait\b"
    r"|\byears? of delay\b|\b(?:gain|benefit|respond|improve|profit)s? (?:the )?most\b"
    r"|\b(?:those|whoever|patients|people) who (?:start|begin|come|are treated|wait)\w*\b",
    re.IGNORECASE,
)
"""On what the result depends."""

ONLY_THAT = re.compile(
    r"\bthe only (?:side[- ]effects?|thing(?:s)? (?:patients|people|you) (?:feel|notice)|reactions?|"
    r"complaints?|risks?)\b"
    r"|\bside[- ]effects? (?:is|are|was|were) (?:limited|confined|restricted) to\b"
    r"|\b(?:seen|occurr?(?:s|ed)?|happen(?:s|ed)?|reported|observed) only (?:in|when|if|after|with)\b",
    re.IGNORECASE,
)
"""A harm said to be all there is."""

WORKS_BY = re.compile(
    r"\b(?:works?|acts?|helps?|heals?) (?:mainly |mostly )?(?:by|through) \w+ing\b", re.IGNORECASE
)
"""How something is said to work."""

LASTS = re.compile(
    r"\b(?:effects?|benefits?|improvements?|results?|gains?|success|remissions?)\b[^.;]{0,40}"
    r"\b(?:lasts?|lasted|maintained|holds?|held|persists?|persisted|remains?|remained|sustained|endures?)\b",
    re.IGNORECASE,
)
"""What was gained is said to stay."""

WHO_HAS_IT = re.compile(
    r"\b(?:nobody|no one|never|hardly anyone|none|(?:almost )?unknown|rare(?:ly)?|common)\b[^.;]{0,40}"
    r"\b(?:ms|multiple sclerosis)\b"
    r"|\b(?:ms|multiple sclerosis)\b[^.;]{0,30}\b(?:rare|common|unknown|unheard of|exists?)\b"
    r"|\b(?:in|among) (?:about |over |more than |nearly )?\d[\d.,]*\s?% of (?:all |the |those |our )*"
    r"(?:(?:people|patients|persons|those) )?(?:with|who have) (?:ms|multiple sclerosis)\b",
    re.IGNORECASE,
)
"""In whom the disease, or a finding in it, occurs."""
