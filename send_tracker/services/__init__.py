"""What an officer can do: one verb per function, each returns what it changed."""
