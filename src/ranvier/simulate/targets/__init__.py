"""Published figures that simulated patients are held against, and the cohorts simulated for them."""
