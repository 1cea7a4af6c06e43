"""Everything in the demo can be opened and saved by an editor, and says the same afterwards."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.started_demo import MadeDemo

from . import runs

pytestmark = pytest.mark.needs_sqlite

SAVE = "import django; django.setup(); from tests.saving import main; main()"


def test_saving_any_page_snippet_or_setting_changes_nothing(made_demo: MadeDemo, tmp_path: Path) -> None:
    shutil.copytree(made_demo.data_dir, tmp_path / "data")
    kept = {name: value for name, value in os.environ.items() if name not in runs.OF_THIS_SHELL}
    run = subprocess.run(
        [sys.executable, "-c", SAVE],
        cwd=runs.ROOT,
        env={
            **kept,
            "CMS_DATA_DIR": str(tmp_path / "data"),
            "DJANGO_SETTINGS_MODULE": "site_config.settings.dev",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=1200,
    )
    assert run.returncode == 0, run.stderr[-4000:]
    saved = json.loads(run.stdout.splitlines()[-1])
    assert saved["count"] > 140
    assert saved["changes"] == {}
