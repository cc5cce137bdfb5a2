"""Self-controlled case series: each patient's days after a happening beside the same patient's other days."""
