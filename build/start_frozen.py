"""Where both frozen programs start: the window's and the command line's."""

from __future__ import annotations

import sys

from send_tracker.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
