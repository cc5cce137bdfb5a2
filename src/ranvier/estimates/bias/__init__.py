"""What errors in the records would do to a result: drawn many times from what is stated of them."""
