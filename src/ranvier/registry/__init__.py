"""The registry: where a programme's records are made. Only this package knows Django.

state      the folder that holds database, secrets and keys; made on the first run
models     the tables of `ranvier.tables` as a database, with bookkeeping, products, plan, consents, people
audit      database triggers, the hash chain and its verification
access     roles, what each may do, and whose records each may see
identity   pseudonyms, names under a key of each patient, erasure
pages      screens; forms come from the declared columns
exchange   programme folders in and out
"""
