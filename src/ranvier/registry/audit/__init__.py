"""The audit trail: written by the database itself, append-only, each entry bound to the one before."""
