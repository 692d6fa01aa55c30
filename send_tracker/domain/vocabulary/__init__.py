"""The kinds of entity by subject, each module a table of kinds and their fields."""
