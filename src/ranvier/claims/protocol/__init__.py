"""The future test of a claim set, frozen before it begins, and whether records followed it."""
