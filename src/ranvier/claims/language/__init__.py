"""The language claims are written in: what a claim says, how sets are read from files, the cases told of."""
