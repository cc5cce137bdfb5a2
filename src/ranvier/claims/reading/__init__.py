"""Reads a promoter's page: sentences that assert, by rules of language; a person confirms each of them."""
