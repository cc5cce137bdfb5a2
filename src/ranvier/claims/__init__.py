"""Claims held against records: what is seen in them, and what is so because of the therapy.

Rooms, each knowing only those before it:

- language: what a claim says, and how sets are read; sets: those that are shipped.
- basis: what a judgement stands on: records, rules, findings. endpoints: each number a claim can be about.
- null: what would be seen without an effect. judging: from findings to two readings, and how sure.
- gates: the checks of the records. designs: what it would take to know. protocol: a test frozen beforehand.
- consistency: claims beside each other. describing: who was treated, what was published.
- reading: a page into proposed claims. retrodiction: early evidence judged as if then.

`examine` goes through them for a whole set. The tables that decide are TOML files in this folder.
"""
