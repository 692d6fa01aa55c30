"""The tracker file. SQLite lives here and nowhere else."""
