"""Collect the licence texts of what is shipped, and write the bill of materials (CycloneDX 1.6, JSON).

Usage: ``python build/make_notices.py [FOLDER]``. The same installation always gives the same files.
"""

from __future__ import annotations

import json
import sqlite3
import ssl
import sys
import sysconfig
import uuid
from collections.abc import Iterable
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from send_tracker import APP_NAME, __version__  # noqa: E402
from send_tracker.components import (  # noqa: E402
    FONT,
    PROJECT,
    Component,
    component,
    components,
    font_component,
    python_component,
)

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, f"urn:{PROJECT}")
SHORT_TEXTS = {
    "openssl": "OpenSSL is under the Apache License 2.0: Apache-2.0.txt in the folder above.\n",
    "sqlite": "SQLite is in the public domain. Its authors disclaim copyright.\n",
}
_BENEATH = ("python", FONT, *SHORT_TEXTS)
QT_NOTE = """{name} {version} is licensed under: {licence}

Qt and its Python bindings are used under the GNU Lesser General Public License, version 3 (LGPL-3.0.txt beside this
folder, and GPL-3.0.txt, on which it builds). They lie in the program's folder as separate libraries, which you may
replace by your own build of the same version. Their source code is published by The Qt Company.
"""


def make_notices(folder: Path) -> list[Path]:
    """Write ``licences/`` and ``sbom.cdx.json`` into a folder and return their paths."""
    shipped = [*components(), *font_component(folder / "fonts"), *beneath()]
    made = [write(folder / "sbom.cdx.json", json.dumps(bill_of_materials(shipped), indent=1) + "\n")]
    licences = folder / "licences"
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "resources" / "licences").glob("*.txt")}
    texts["SEND-Tracker.txt"] = (ROOT / "LICENSE").read_text(encoding="utf-8")
    texts["README.txt"] = overview(shipped)
    for one in shipped:
        texts |= {f"{one.name}-{one.version}/{name}": text for name, text in licence_texts(one)}
    return made + [write(licences / name, text) for name, text in sorted(texts.items())]


def beneath() -> list[Component]:
    """Return what lies under our libraries in a frozen program: Python, what it links to, and what starts it."""
    found = [
        python_component(),
        Component("openssl", ".".join(map(str, ssl.OPENSSL_VERSION_INFO[:3])), "Apache-2.0"),
        Component("sqlite", sqlite3.sqlite_version, "blessing"),
    ]
    with suppress(metadata.PackageNotFoundError):
        found.append(component("pyinstaller"))
    return found


def licence_texts(one: Component) -> list[tuple[str, str]]:
    """Return a component's licence texts, flattened to one folder; for Qt and Python they are not in its notes."""
    if one.name in SHORT_TEXTS:
        return [("LICENCE.txt", SHORT_TEXTS[one.name])]
    if one.name == "python":
        found = [Path(sysconfig.get_path("stdlib"), "LICENSE.txt"), Path(sys.base_prefix, "LICENSE.txt")]
        return [("LICENSE.txt", path.read_text(encoding="utf-8")) for path in found if path.is_file()][:1]
    if one.texts:
        return [(name.removeprefix("licenses/").replace("/", "_"), text) for name, text in one.texts]
    return [("LICENCE.txt", QT_NOTE.format(name=one.name, version=one.version, licence=one.licence))]


def overview(shipped: Iterable[Component]) -> str:
    """Return the list of what is shipped, with licences."""
    lines = [f"{APP_NAME} {__version__} contains the following, each under its own licence.", ""]
    return "\n".join([*lines, *(f"{one.name} {one.version}: {one.licence or 'see its text'}" for one in shipped), ""])


def bill_of_materials(shipped: Iterable[Component]) -> dict[str, Any]:
    """Return a CycloneDX document. It bears no time and no machine, so that two builds of one release agree."""
    listed = list(shipped)
    names = {one.name: reference(one.name, one.version) for one in listed}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, ' '.join(sorted(names.values())) + __version__)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": reference(PROJECT, __version__),
                "name": APP_NAME,
                "version": __version__,
                "purl": reference(PROJECT, __version__),
                "licenses": [{"expression": "MIT"}],
            }
        },
        "components": [_component(one) for one in listed],
        "dependencies": [
            {"ref": reference(PROJECT, __version__), "dependsOn": sorted(names.values())},
            *({"ref": names[one.name], "dependsOn": _known(one, names)} for one in listed),
        ],
    }


def _component(one: Component) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "platform" if one.name == "python" else "library",
        "bom-ref": reference(one.name, one.version),
        "name": one.name,
        "version": one.version,
        "purl": reference(one.name, one.version),
    }
    if one.licence:
        found["licenses"] = [{"license": {"name": one.licence}}]
    return found


def _known(one: Component, names: dict[str, str]) -> list[str]:
    return sorted(names[name] for name in set(one.needs) if name in names)


def reference(name: str, version: str) -> str:
    """Return a package URL, which is also how the parts of the document name each other."""
    return f"pkg:{'generic' if name in _BENEATH else 'pypi'}/{name}@{version}"


def write(path: Path, text: str) -> Path:
    """Write a text with the same line ends on every system, and return where it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def main() -> None:
    """Write them into the folder that was named, else into ``dist/made``."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist" / "made"
    print("\n".join(str(path) for path in make_notices(folder)))


if __name__ == "__main__":
    main()
