"""The parts of review mode."""
