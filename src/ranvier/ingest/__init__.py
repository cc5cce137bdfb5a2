"""Other people's files in, model tables out."""

from ranvier.ingest.read import read_programme

__all__ = ["read_programme"]
