"""Who a patient is: pseudonyms by default; names only where wanted, under a key of each patient."""
