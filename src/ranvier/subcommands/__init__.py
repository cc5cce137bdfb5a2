"""Commands with a file of their own: arguments in, `main.py` out; heavy modules load when they run."""
