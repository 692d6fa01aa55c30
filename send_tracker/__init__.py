"""SEND Tracker: an offline improvement plan for a local-area SEND partnership."""

APP_NAME = "SEND Tracker"
__version__ = "0.1.0"
