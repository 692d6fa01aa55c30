"""Printing: what a page looks like on paper, its preview, and the same as a PDF file."""
