"""Several studies' numbers in, one number with its interval out."""
