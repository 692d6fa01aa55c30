"""File > Issue the board pack: what the figure ledger finds, then the pack as it leaves the building."""

from __future__ import annotations

from send_tracker.gui.dialogs.issuing_dialog import ISSUING, IssuingDialog
from send_tracker.gui.dialogs.pack_dialog import PackDialog


class IssueDialog(IssuingDialog, PackDialog):
    """The pack's options with the findings beside them."""

    verb = "Issue"
    wide_and_high = (1100, 760)
    title = "Issue the board pack"
    explanation = ISSUING
