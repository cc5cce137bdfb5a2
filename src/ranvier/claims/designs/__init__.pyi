"""The public names of the designs, with their homes."""

from ranvier.claims.designs.apparent import find_apparent_effect as find_apparent_effect
from ranvier.claims.designs.asked import any_better as any_better
from ranvier.claims.designs.power import find_power as find_power
from ranvier.claims.designs.reach import find_reach as find_reach
from ranvier.claims.designs.sample_size import find_sample_size as find_sample_size
from ranvier.claims.designs.smallest import find_smallest_effect as find_smallest_effect
from ranvier.claims.designs.study import (
    Design as Design,
    StudyPlan as StudyPlan,
)
from ranvier.claims.designs.table import find_what_it_takes as find_what_it_takes
from ranvier.simulate.effect import EffectPlan as EffectPlan
