"""Proposes how a clinic's own file is to be read, for a person to correct."""

from ranvier.ingest.propose.propose import propose_programme

__all__ = ["propose_programme"]
