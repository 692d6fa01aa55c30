"""Files in and out: workbooks, text registers, the sample. Through services, never SQL."""

import os

# openpyxl writes sheets through lxml where that is installed, and lxml turns a full disk into an error of its own that
# no longer says so. The standard library's writer lets the system's error through. Must be set before openpyxl loads.
os.environ.setdefault("OPENPYXL_LXML", "False")
