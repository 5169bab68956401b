"""The Word templates that come with the program are what packaging/templates.py makes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ipdesk.paths import resource_path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "templates.py"


def test_the_templates_are_what_the_script_makes(tmp_path: Path) -> None:
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, str(SCRIPT), str(tmp_path)], check=True, cwd=ROOT, env=surroundings)
    made = {each.name: each.read_bytes() for each in tmp_path.glob("*.docx")}
    committed = {each.name: each.read_bytes() for each in resource_path("templates").iterdir()}
    assert set(made) == set(committed)
    assert made == committed, "a label or the catalogue changed: run .venv/bin/python packaging/templates.py"
