"""Words and numbers the field has agreed on, one file a subject."""
