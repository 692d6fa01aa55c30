"""Measures: what is counted, what it stood at, what was aimed at, and what can honestly be said of it."""
