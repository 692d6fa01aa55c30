"""The tabs of the detail panel."""
