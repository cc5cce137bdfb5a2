"""Published studies and benchmarks with the origin of every number."""
