"""Who may do what, and whose records each person sees."""
