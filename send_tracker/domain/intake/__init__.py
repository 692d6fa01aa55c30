"""Rules for reading what other people's spreadsheets say: dates, statuses, names, and what would change."""
