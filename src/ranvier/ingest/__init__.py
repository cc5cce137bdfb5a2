"""Other people's files in, model tables out."""
