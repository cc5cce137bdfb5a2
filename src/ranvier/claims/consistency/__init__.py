"""Whether the claims of a set agree with each other and with the cases told of."""
