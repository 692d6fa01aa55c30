"""Charts. Modules that need pyqtgraph are imported on first use, after the first paint."""
