"""What each hypothesis predicts: which measure moves, from which day, and which test tells two apart."""
