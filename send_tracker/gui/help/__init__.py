"""The user guide inside the program: it is read, searched and shown here, from our own shipped text only."""
