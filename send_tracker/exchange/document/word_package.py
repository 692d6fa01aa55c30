"""The package of a Word file, rid of what the library's template brings along and no reader needs.

That is a preview picture of an empty page, an empty bibliography, a copy of the styles for Word 2010 that says other
things than the styles do, and the properties of whoever made the template.
"""

from __future__ import annotations

from typing import Any, Final

_LEFTOVERS: Final = ("/stylesWithEffects", "/customXml", "/thumbnail")
"""What the types of their relations end with."""

_APPLICATION: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>SEND Tracker</Application></Properties>"
)


def tidy_package(file: Any) -> None:
    """Take the template's leftovers out of a Word file, and name us as the program that made it."""
    package = file.part.package
    for relations in (package.rels, file.part.rels):
        for key in [k for k, relation in relations.items() if relation.reltype.endswith(_LEFTOVERS)]:
            del relations[key]
    for part in package.iter_parts():
        if str(part.partname) == "/docProps/app.xml":
            part._blob = _APPLICATION
