"""Counts the patients in whom the schools of disability worsening agree, for docs/reference/schools.md.

    PYTHONPATH=src:. python validation/schools.py

Prints the table of the page. The first cohort are the patients of pymsprog's oracle as kept in
tests/oracles/two_references.json, the second a simulated programme.
"""

from tests.reference.schools import stored_cohort, table_of

from ranvier.simulate.clinic import simulate_programme


def main() -> None:
    simulated = simulate_programme(1_000, 6.0, seed=5)
    print(table_of([("oracle", stored_cohort()), ("simulated", simulated)]))


if __name__ == "__main__":
    main()
