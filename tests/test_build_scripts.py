"""build/: forms become typed modules, stale ones go, unchanged ones stay."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

import compile_forms
import hatch_hook

FORM = """<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0">
 <class>NewThing</class>
 <widget class="QDialog" name="NewThing">
  <property name="windowTitle"><string>Priority – “area”</string></property>
  <layout class="QVBoxLayout" name="layout">
   <item><widget class="QLineEdit" name="name"/></item>
  </layout>
 </widget>
</ui>
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for folder in ("ui", "resources/icons", "resources/samples", "send_tracker/gui"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "ui" / "new_thing.ui").write_text(FORM, encoding="utf-8")
    return tmp_path


def test_form_is_compiled_and_typed(checkout: Path) -> None:
    modules = compile_forms.compile_all(checkout)
    assert [path.name for path in modules] == ["__init__.py", "ui_new_thing.py"]
    source = modules[1].read_text(encoding="utf-8")
    assert "def setupUi(self, NewThing: QDialog) -> None:" in source
    assert "def retranslateUi(self, NewThing: QDialog) -> None:" in source
    compile(source, "ui_new_thing.py", "exec")


def test_every_function_of_a_form_is_typed(checkout: Path) -> None:
    """So that mypy's strict mode takes it."""
    source = compile_forms.compile_all(checkout)[1].read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    assert functions
    assert all(function.returns for function in functions)
    assert all(argument.annotation for function in functions for argument in function.args.args[1:])


def test_unchanged_form_keeps_its_time_stamp(checkout: Path) -> None:
    module = compile_forms.compile_all(checkout)[1]
    os.utime(module, (1_000_000_000, 1_000_000_000))
    compile_forms.compile_all(checkout)
    assert module.stat().st_mtime == 1_000_000_000


def test_form_whose_source_is_gone_is_removed(checkout: Path) -> None:
    module = compile_forms.compile_all(checkout)[1]
    (checkout / "ui" / "new_thing.ui").unlink()
    compile_forms.compile_all(checkout)
    assert not module.exists()


def test_resource_list_is_compiled(checkout: Path) -> None:
    (checkout / "resources" / "icons" / "plan.svg").write_text("<svg/>", encoding="utf-8")
    (checkout / "resources" / "app.qrc").write_text(
        "<RCC><qresource><file>icons/plan.svg</file></qresource></RCC>", encoding="utf-8"
    )
    compile_forms.compile_all(checkout)
    source = (checkout / compile_forms.FORMS / "rc_app.py").read_text(encoding="utf-8")
    assert "def qInitResources() -> None:" in source


@pytest.mark.parametrize("text", ["not a form", "<ui version='4.0'/>"])
def test_broken_form_is_named(checkout: Path, text: str) -> None:
    (checkout / "ui" / "broken.ui").write_text(text, encoding="utf-8")
    with pytest.raises(compile_forms.CompileError, match=r"broken\.ui"):
        compile_forms.compile_all(checkout)


def test_shipped_resources_leave_developers_notes_behind(checkout: Path) -> None:
    for name in ("icons/plan.svg", "icons/README.md", "samples/actions.csv", "app.qrc", ".hidden"):
        (checkout / "resources" / name).write_text("x", encoding="utf-8")
    shipped = hatch_hook.shipped_resources(checkout)
    assert sorted(shipped.values()) == [
        "send_tracker/resources/icons/plan.svg",
        "send_tracker/resources/samples/actions.csv",
    ]
