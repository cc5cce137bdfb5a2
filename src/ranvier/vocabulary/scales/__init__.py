"""Scales worked out from their parts: EDSS, MSFC, questionnaires and severity scores, by published rules."""
