"""Owner returns: a workbook for each lead with only their actions, and what they send back compared three ways."""
