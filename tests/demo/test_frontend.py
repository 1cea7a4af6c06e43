"""The server of the reference frontend, without a network."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from cms.demo import frontend
from cms.demo.frontend import Frontend, file_below

ENDPOINT = "http://localhost:8000/graphql/"


def ask(path: str, **environ: str) -> tuple[str, dict[str, str], bytes]:
    started: list[tuple[str, list[tuple[str, str]]]] = []
    body = Frontend(ENDPOINT)(
        {"REQUEST_METHOD": "GET", "PATH_INFO": path, **environ},
        lambda status, headers: started.append((status, headers)),
    )
    status, headers = started[0]
    return status, dict(headers), b"".join(body)


def test_the_configuration_names_the_endpoint() -> None:
    status, headers, body = ask("/config.js")
    assert status == "200 OK"
    assert headers["Content-Type"] == "text/javascript; charset=utf-8"
    match = re.fullmatch(r"export default (.*);\n", body.decode())
    assert match
    assert json.loads(match[1]) == {"endpoint": ENDPOINT, "site": None}


@pytest.mark.parametrize("path", ["/", "/de/", "/de/news/was-auch-immer/", "/en/version-2.0/", "/ü/"])
def test_unknown_paths_answer_the_index(path: str) -> None:
    status, headers, body = ask(path)
    assert status == "200 OK"
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert body == (frontend.CONTRACT / "reference" / "index.html").read_bytes()


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/assets/app.js", "text/javascript; charset=utf-8"),
        ("/assets/favicon.svg", "image/svg+xml"),
        ("/assets/styles/base.css", "text/css; charset=utf-8"),
        ("/operations/route.graphql", "application/graphql; charset=utf-8"),
    ],
)
def test_files_have_their_type(path: str, content_type: str) -> None:
    status, headers, body = ask(path)
    assert status == "200 OK"
    assert headers["Content-Type"] == content_type
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert int(headers["Content-Length"]) == len(body) > 0


@pytest.mark.needs_node
def test_a_credit_is_called_so_once() -> None:
    strings = frontend.CONTRACT / "reference" / "assets" / "strings.js"
    script = (
        f'import {{ stringsOf }} from "{strings.as_uri()}"; const t = stringsOf("DE");'
        'const said = [t.photo("Foto: Eva Licht"), t.photo("Fotohaus Licht"), t.photographer("Bilder:Eva")];'
        "console.log(JSON.stringify(said));"
    )
    told = subprocess.run(["node", "--input-type=module", "-e", script], check=True, capture_output=True)
    assert json.loads(told.stdout) == ["Foto: Eva Licht", "Foto: Fotohaus Licht", "Fotos: Eva"]


def test_a_missing_module_is_missing() -> None:
    assert ask("/assets/no-such-module.js")[0] == "404 Not Found"


@pytest.mark.parametrize(
    "name",
    [
        "../schema.graphql",
        "../../pyproject.toml",
        "assets/../../schema.graphql",
        "/etc/passwd",
        "..\\schema.graphql",
        ".hidden",
        "assets/\0.js",
        "x" * 5000,
        "",
        "assets",
    ],
)
def test_nothing_outside_the_folder_is_served(name: str) -> None:
    assert file_below(frontend.CONTRACT / "reference", name) is None


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "served"
    folder.mkdir()
    (folder / "own.txt").write_text("own")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert file_below(folder, "own.txt") == folder / "own.txt"
    assert file_below(folder, "link.txt") is None


def test_what_has_not_changed_is_not_sent_again() -> None:
    _status, headers, _body = ask("/assets/app.js")
    status, _headers, body = ask("/assets/app.js", HTTP_IF_NONE_MATCH=headers["ETag"])
    assert (status, body) == ("304 Not Modified", b"")


def test_head_has_the_headers_alone() -> None:
    _status, headers, body = ask("/", REQUEST_METHOD="HEAD")
    assert body == b""
    assert int(headers["Content-Length"]) > 0


def test_it_only_hands_out() -> None:
    status, headers, _body = ask("/", REQUEST_METHOD="POST")
    assert status == "405 Method Not Allowed"
    assert headers["Allow"] == "GET, HEAD"


def test_the_policy_lets_the_cms_in_and_nobody_else() -> None:
    policy = ask("/")[1]["Content-Security-Policy"]
    assert "connect-src 'self' http://localhost:8000;" in policy
    assert "script-src" not in policy, "the default applies: 'self'"
    assert "default-src 'self';" in policy
