"""How hard the property tests look: quickly by default, thoroughly with RANVIER_DEEP=1 (`make test-deep`)."""

from __future__ import annotations

import os

from hypothesis import settings

from ranvier.kernels import compiled

# No deadline: a slow machine is not a fault. Derandomised by default, so that a run tells the same twice.
settings.register_profile("quick", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("deep", deadline=None, max_examples=2000)
settings.load_profile("deep" if os.environ.get("RANVIER_DEEP") else "quick")

# Few visits are followed by plain Python; what the tests ask is the compiled form. Both: test_compiled.py.
compiled.PLAIN_VISITS = compiled.PLAIN_VISITS_UNKEPT = 0
