"""Every operation through the clients that frontends use: none loses a part of an answer, none warns."""

import json
import shutil
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from .example_site import MOMENT
from .test_audits import run
from .test_operations import CONTRACT, examples, filled

pytestmark = pytest.mark.once

CLIENTS = Path(__file__).parent / "clients"


def answered_cases(client: Client) -> list[dict[str, object]]:
    """Return every example operation with its variables and the response of the CMS."""
    cases = []
    for example in examples():
        operation, path = example.values
        text = operation.read_text(encoding="utf-8")
        variables = filled(json.loads(path.read_text(encoding="utf-8")))
        body = {"query": text, "variables": variables}
        answer = client.post("/graphql/", body, content_type="application/json").json()
        cases.append({"name": example.id, "text": text, "variables": variables, "answer": answer})
    return cases


@pytest.mark.needs_node
def test_no_client_loses_anything(example_site: None, client: Client, tmp_path: Path) -> None:
    directory = tmp_path / "clients"
    shutil.copytree(CLIENTS, directory, ignore=shutil.ignore_patterns("node_modules"))
    with time_machine.travel(MOMENT, tick=False):
        cases = answered_cases(client)
    assert len(cases) > 20
    (directory / "cases.json").write_text(json.dumps(cases), encoding="utf-8")
    # Without the scripts of packages: the Relay compiler's binary is a part of its package.
    run("npm", "ci", "--ignore-scripts", "--loglevel=error", directory=directory)
    said = run("node", "run.mjs", str(directory / "cases.json"), str(CONTRACT), directory=directory)
    assert json.loads(said) == []
