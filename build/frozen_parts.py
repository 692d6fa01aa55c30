"""What goes into the frozen program, and what stays out. The recipe asks here, so that tests can ask too."""

from __future__ import annotations

import re
import sys
from importlib.util import find_spec
from pathlib import Path

from hatch_hook import shipped_resources
from send_tracker import APP_NAME, __version__
from send_tracker.components import PROJECT, components

ROOT = Path(__file__).resolve().parent.parent
BUNDLE_ID = "uk.send-tracker.desktop"
FILE_TYPE = "application/vnd.send-tracker"
ENDING = "sendtracker"

EXCLUDES = [
    # What a library of ours could use and we do not.
    "tkinter", "IPython", "matplotlib", "scipy", "PIL", "pandas", "OpenGL", "setuptools", "pip", "pytest", "_pytest",
    "pyqtgraph.opengl", "pyqtgraph.examples", "pyqtgraph.jupyter", "pyqtgraph.console", "numpy.f2py",
    "numpy.distutils", "readline",
    "lxml.html", "lxml.objectify", "lxml.isoschematron",
    # The same sums again for newer processors: a few milliseconds for five megabytes.
    "rapidfuzz.fuzz_cpp_avx2", "rapidfuzz.distance.metrics_cpp_avx2",
    # Parts of Qt, and what would open a connection.
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtSql",
    "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtUiTools", "PySide6.QtConcurrent", "PySide6.QtXml", "ssl", "_ssl",
    "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets",  # start_frozen.py stands in for them
]  # fmt: skip

PLATFORM: str = sys.platform
_UNWANTED = re.compile(
    r"""
    (^|/)(lib)?Qt6?(Network|Qml\w*|Quick\w*|VirtualKeyboard\w*|Sql|Designer\w*|Help|UiTools|Labs\w*|Pdf\w*
          |3D\w*|EglF[sS]\w*|ShaderTools|LinguistTools)(\.|$|_)     # whole libraries
    | /plugins/(tls|networkinformation|sqldrivers|virtualkeyboard|generic|egldeviceintegrations|designer
          |qmltooling|multimedia)/
    | /plugins/platforms/(lib)?q(minimalegl|linuxfb|vkkhrdisplay|vnc|eglfs|direct2d|minimal\.)
    | /plugins/platforminputcontexts/(lib)?qtvirtualkeyboard
    | /plugins/platformthemes/(lib)?qgtk3
    | /plugins/imageformats/(lib)?q(pdf|tga|wbmp|icns)
    | PySide6/(Qt/)?(translations|qml|resources)/
    | opengl32sw\.dll$
    | ^pyqtgraph/icons/peegee/
    | \.dist-info/sboms/
    """,
    re.VERBOSE,
)


_LENT_BY_LINUX = re.compile(r"^lib[^/]*\.so(\.|$)")
_BROUGHT = re.compile(r"^lib(python|Qt6|pyside6|shiboken6|sqlite3|crypto|ffi|lzma|bz2|expat|uuid|mpdec)")


def is_wanted(target: str, source: str = "") -> bool:
    """Tell whether a file belongs into the program, by its place in the folder and where it comes from.

    Left out: Qt's network, QML and on-screen keyboard, which PyInstaller takes for plugins that nobody loads, and
    Qt's translations, because the program speaks UK English. On Linux also what the system's own packages hold, such
    as X11 and fontconfig: the Debian package depends on them, so that they stay as safe as the rest of the system.
    """
    name = target.replace("\\", "/")
    if source.startswith(("/lib", "/usr/lib")) and _LENT_BY_LINUX.search(name) and not _BROUGHT.search(name):
        return False
    return not _UNWANTED.search(name)


def resources() -> list[tuple[str, str]]:
    """Return each shipped file with its folder inside the program, as the wheel has it."""
    return [(source, str(Path(target).parent)) for source, target in shipped_resources(ROOT).items()]


def fonts(made: Path) -> list[tuple[str, str]]:
    """Return the faces of Inter with their licence, where ``make_fonts.py`` found them on this machine."""
    return [(str(path), "send_tracker/resources/fonts") for path in sorted((made / "fonts").glob("*"))]


def read_by_place() -> list[tuple[str, str]]:
    """Return files that a library looks for by a way through a folder which the archive of modules would not make.

    python-docx opens ``docx/parts/../templates/default-header.xml``.
    """
    from PyInstaller.utils.hooks import collect_data_files

    parts = Path(str(find_spec("docx").origin)).parent / "parts"  # type: ignore[union-attr]
    return [*collect_data_files("docx"), (str(parts / "__init__.py"), "docx/parts")]


def notices(made: Path) -> list[tuple[str, str]]:
    """Return licences and bill of materials, and what each library says about itself, for Help to show."""
    from PyInstaller.utils.hooks import copy_metadata

    found = [(str(made / "licences"), "licences"), (str(made / "sbom.cdx.json"), ".")]
    for name in (PROJECT, *(component.name for component in components())):
        found += copy_metadata(name)
    return found


def hidden_imports() -> list[str]:
    """Return modules that are imported by name only."""
    from PyInstaller.utils.hooks import collect_submodules

    return [
        *collect_submodules("send_tracker"),
        "holidays.countries.united_kingdom",
        *collect_submodules("rapidfuzz", filter=lambda name: name not in EXCLUDES and "__pyinstaller" not in name),
    ]


def icon(made: Path) -> str | None:
    """Return the icon file that this system puts into a program; Linux has it in the desktop entry instead."""
    endings = {"win32": "ico", "darwin": "icns"}
    ending = endings.get(PLATFORM)
    return str(made / "icons" / f"{PROJECT}.{ending}") if ending else None


def version_resource(made: Path, name: str) -> str | None:
    """Write what Windows shows under Properties, Details, and return the path of it; None on other systems."""
    if PLATFORM != "win32":
        return None
    path = made / f"{name}-version.txt"
    path.write_text(version_text(name), encoding="utf-8")
    return str(path)


def version_numbers(version: str = __version__) -> tuple[int, int, int, int]:
    """Return a semantic version as the four numbers that Windows wants; what follows a hyphen is left out."""
    major, minor, patch = (int(part) for part in re.split(r"[-+]", version)[0].split("."))
    return major, minor, patch, 0


def version_text(name: str) -> str:
    """Return the version resource of one program in PyInstaller's notation."""
    words = {
        "CompanyName": f"{APP_NAME} contributors",
        "FileDescription": APP_NAME if name == PROJECT else f"{APP_NAME} command line",
        "FileVersion": __version__,
        "InternalName": name,
        "LegalCopyright": f"{APP_NAME} contributors. MIT licence.",
        "OriginalFilename": f"{name}.exe",
        "ProductName": APP_NAME,
        "ProductVersion": __version__,
    }
    lines = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in words.items())
    numbers = version_numbers()
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004, "
        f"fileType=0x1, subtype=0x0, date=(0, 0)), kids=[StringFileInfo([StringTable('080904b0', [{lines}])]), "
        f"VarFileInfo([VarStruct('Translation', [0x0809, 1200])])])\n"
    )


def info_plist() -> dict[str, object]:
    """Return what macOS is told: that the program opens tracker files, and takes the theme of the system."""
    kind = f"{BUNDLE_ID}.file"
    return {
        "CFBundleShortVersionString": __version__,
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": f"{APP_NAME} file",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [kind],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": kind,
                "UTTypeDescription": f"{APP_NAME} file",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {"public.filename-extension": [ENDING], "public.mime-type": [FILE_TYPE]},
            }
        ],
    }
