"""One patient over time, as a picture and as the table it was drawn from."""
