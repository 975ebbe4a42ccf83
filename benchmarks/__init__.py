"""Measurements: input, expected answer, time. Run by `make bench` and `make score`."""
