"""provenance.json: what a result was made from, so that another can make it again."""

from __future__ import annotations

import json

from ranvier.claims.judging.signed_content import fingerprint_of
from ranvier.claims.judging.verdict import Examination
from ranvier.report.files_used import files_used
from ranvier.report.versions import versions_used
from ranvier.vocabulary.outcomes import SENTENCE


def provenance_json(examination: Examination, *, internal: bool = False) -> str:
    """Fingerprints, versions, seed and definitions as JSON text.

    No clock and no place on disk in it: the same files and versions give the same bytes.
    """
    programme, claim_set = examination.programme, examination.claim_set
    content = {
        "sentence": SENTENCE,
        "sharing": "internal: do not share" if internal else "shareable: groups only",
        "programme": None
        if programme is None
        else {
            "name": programme.name,
            "supplied_by": programme.supplied_by,
            "data_date": programme.data_date.isoformat(),
            "audited": programme.audited,
            "synthetic": programme.synthetic,
        },
        "content_fingerprint": fingerprint_of(examination),
        "files": dict(files_used(examination)),
        "claim_set": {
            "id": claim_set.id,
            "version": claim_set.version,
            "source": claim_set.source,
            "sha256": claim_set.fingerprint,
        },
        "protocol": None
        if examination.protocol is None
        else {
            "file": examination.protocol.file,
            "sha256": examination.protocol.sha256,
            "file_sha256": examination.protocol.file_sha256,
            "frozen_on": examination.protocol.frozen_on.isoformat(),
        },
        "seed": examination.seed,
        "programmes_without_effect": examination.replicates,
        "versions": dict(versions_used()),
        "definitions": dict(examination.settings),
        "thresholds": dict(examination.thresholds),
        "assumed": list(examination.assumed_parameters),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
