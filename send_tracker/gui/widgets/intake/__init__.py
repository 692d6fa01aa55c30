"""The parts of the dialogs that take something in: steps, matching tables, the preview."""
