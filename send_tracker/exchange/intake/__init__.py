"""Bringing an existing plan in: find the table, match its columns, read its rows, compare them with the plan."""
