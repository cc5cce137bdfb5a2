"""Numbers of several studies that answer one question, in a form to compute with."""
