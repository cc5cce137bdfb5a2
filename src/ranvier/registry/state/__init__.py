"""What the registry keeps outside of the code: database, secrets, keys, backups, reports."""
