"""Files in and out: workbooks, text registers, the sample. Through services, never SQL."""
