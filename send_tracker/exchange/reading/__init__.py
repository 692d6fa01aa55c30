"""Reading workbooks and tables that other people made, without trusting them.

A source file is opened for reading only and never written to. It is looked at before it is parsed, parsed
under caps of our own, and what cannot be read is said in one plain sentence.
"""
