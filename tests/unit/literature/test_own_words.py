"""Shipped texts name nobody, point to no odd host, and copy no sentence of the evidence or the page."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

from tests.evidence_folder import FOLDER, evidence, needs_evidence

RUN = 8
"""So many words in a row that are the same count as copied; titles and names are shorter."""


def shipped_files():
    folders = [resources.files("ranvier.literature") / "data", resources.files("ranvier.claims")]
    for folder in folders:
        for path in sorted(Path(str(folder)).rglob("*")):
            if path.suffix in (".yaml", ".toml"):
                yield path


@pytest.mark.parametrize("path", tuple(shipped_files()), ids=lambda path: path.name)
def test_no_file_holds_a_way_to_reach_a_person(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"[\w.]+@[\w.]+\.\w", text)
    assert not re.search(r"\+\d[\d ()-]{8,}", text)


@pytest.mark.parametrize("path", tuple(shipped_files()), ids=lambda path: path.name)
def test_no_address_is_a_proxy_a_cache_or_a_package_host(path):
    text = path.read_text(encoding="utf-8")
    for host in ("0-doi-org", "-cache.", "staging.", "download.", "pypi.", "mirror", "scribd"):
        assert host not in text, host


def words(text):
    return re.findall(r"[a-zа-яё0-9]+", re.sub(r"https?://\S+", "", text.casefold()))


def runs(text):
    found = words(text)
    return {tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


def prose():
    """Sentences of the evidence folder and of the page."""
    for study in (*evidence("studies.yaml"), *evidence("studies_extra.yaml")):
        yield from (study["reading"], study["limits"] or "")
        yield from (number.get("note") or "" for number in study["numbers"])
    yield from evidence("missing.yaml")
    for case in evidence("retrodiction.yaml")["cases"]:
        yield from (case["claimed_then"], case["lesson"])
        for trial in (case["early"], *case["decisive"], *case.get("other_uncontrolled", [])):
            yield from (number.get("note") or "" for number in trial["numbers"])
    for claim in evidence("claims.yaml"):
        yield from (claim["paraphrase"], claim["note"], claim["what_makes_it_untestable"] or "")
    for entry in (*evidence("regulators.yaml"), *evidence("consistency.yaml")):
        yield entry.get("fact") or entry.get("finding") or ""
    yield (FOLDER / "page" / "clinic_page.txt").read_text(encoding="utf-8")


@needs_evidence
def test_no_sentence_is_copied_from_the_evidence_or_the_page():
    theirs = set().union(*(runs(text) for text in prose()))
    for path in shipped_files():
        lines = path.read_text(encoding="utf-8").splitlines()
        ours = [line for line in lines if not line.strip().startswith("citation:")]  # a citation is a fact
        copied = {run for line in ours for run in runs(line)} & theirs
        assert not copied, (path.name, sorted(" ".join(run) for run in copied))
