"""Programmes whose truth is known, from generators that are not the one behind the null band.

world.py            what a world is, and the seven rows of the law of honesty it may belong to
simulated.py        worlds from `ranvier.simulate`, whose raters err by a normal law
courses.py          courses at visits, however they were made; design.py makes a programme's records of them
step_law.py         courses in half-point steps with frailties
raters.py           errors by other laws; leaving.py: losses that say something of the lost
resampled.py        courses of a public sample of records, begun at other days
msclinical.py       courses of another author's generator, from a sample in data/ or from a Python that has it
noisy.py, drawn.py  the worlds made of them; step_designs.py: the patients and designs of the former
estimands.py        programmes for scoring estimates, and what is true of them
every_world.py      all worlds
judged.py           a programme judged by the real path
requirements.py     what each row must say, and whether it does
"""
