"""Early evidence of a therapy judged as if then, and the later trials, each by general rules."""
