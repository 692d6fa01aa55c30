"""The text of attached files, for the search. Run in a process of its own: whoever sent a file is a stranger."""
