"""A document as plain data, and the two ways in which it is written: Word, and one web page."""
