"""Persisted queries and trusted documents (allowlist): from the manifest, registered, or automatic (APQ)."""

import hashlib
import json
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from cms.api.cache.answer_cache import answer_cache
from cms.api.contract.manifest import manifest_documents, manifest_path, manifest_text
from cms.api.documents import persisted
from cms.api.documents.registration import FoundDocument, register
from cms.api.models import TrustedDocument
from cms.home.sites import StartedSite

pytestmark = pytest.mark.needs_cache

URL = "/graphql/"
NAME = "{ siteSettings { name } }"
ANSWER = {"data": {"siteSettings": {"name": "Verein"}}}
MODERN = {"accept": "application/graphql-response+json"}


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def send(client: Client, **body: Any) -> Any:
    return client.post(URL, body, content_type="application/json")


def code(response: Any) -> str:
    (error,) = response.json()["errors"]
    return str(error["extensions"]["code"])


def automatic(text: str) -> dict[str, Any]:
    return {"persistedQuery": {"version": 1, "sha256Hash": sha256(text)}}


def found(text: str, document_id: str | None = None) -> FoundDocument:
    return FoundDocument(document_id or sha256(text), text, "a.graphql")


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins as a new process does."""
    monkeypatch.setattr(persisted, "trusted_documents", persisted.TrustedDocuments())
    persisted._recent.clear()


@pytest.fixture
def trusted_documents(settings: Settings) -> None:
    settings.CMS_GRAPHQL_DOCUMENTS = "trusted"


def test_the_manifest_is_what_operations_hold() -> None:
    assert manifest_path().read_text(encoding="utf-8") == manifest_text()
    manifest = json.loads(manifest_text())
    assert (manifest["format"], manifest["version"]) == ("apollo-persisted-query-manifest", 1)
    files = sorted((manifest_path().parent / "operations").glob("*.graphql"))
    assert [one["id"] for one in manifest["operations"]] == [
        hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    ]
    assert all(one.keys() == {"id", "body", "name", "type"} for one in manifest["operations"])


def test_export_contract_writes_the_manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / manifest_path().name
    (tmp_path / "operations").mkdir()
    (tmp_path / "operations" / "a.graphql").write_text("query A { __typename }")
    monkeypatch.setattr("cms.api.contract.manifest.manifest_path", lambda: copy)
    with pytest.raises(CommandError, match="export_contract"):
        call_command("export_contract", check=True)
    call_command("export_contract", verbosity=0)
    assert json.loads(copy.read_text())["operations"][0]["id"] == sha256("query A { __typename }")
    call_command("export_contract", check=True, verbosity=0)


@pytest.mark.parametrize("mode", ["open", "trusted"])
def test_our_own_documents_run_by_id(
    site: StartedSite, client: Client, settings: Settings, mode: str
) -> None:
    settings.CMS_GRAPHQL_DOCUMENTS = mode
    for document_id, text in manifest_documents().items():
        if not text.startswith("# What stands around"):
            continue
        variables = {"language": "DE"}
        given = {"variables": json.dumps(variables)}
        by_hash = json.dumps({"persistedQuery": {"version": 1, "sha256Hash": document_id}})
        answers = [
            send(client, documentId=f"sha256:{document_id}", variables=variables),
            send(client, documentId=document_id, variables=variables),
            send(client, extensions=json.loads(by_hash), variables=variables),
            client.get(URL, {"documentId": f"sha256:{document_id}", **given}),
            client.get(URL, {"extensions": by_hash, **given}),
            client.get(URL, {"extensions": by_hash, **given}, headers=MODERN),
        ]
        assert {response.content for response in answers} == {answers[0].content}
        assert answers[0].json()["data"]["siteSettings"]["name"] == "Verein"
        break
    else:
        pytest.fail("layout.graphql is not in the manifest")


def test_automatic_documents(site: StartedSite, client: Client) -> None:
    """The two steps of Apollo's clients and urql: by hash, then with the document."""
    for response in (
        send(client, extensions=automatic(NAME)),
        client.get(URL, {"extensions": json.dumps(automatic(NAME))}),
    ):
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-store"
        (error,) = response.json()["errors"]
        assert error["message"] == "PersistedQueryNotFound"
        assert error["extensions"]["code"] == "DOCUMENT_UNKNOWN"
    assert send(client, query=NAME, extensions=automatic(NAME)).json() == ANSWER
    assert send(client, extensions=automatic(NAME)).json() == ANSWER
    assert client.get(URL, {"extensions": json.dumps(automatic(NAME))}).json() == ANSWER
    assert client.get(URL, {"documentId": f"sha256:{sha256(NAME)}"}).json() == ANSWER
    # Another process knows it from the cache.
    persisted._recent.clear()
    assert send(client, extensions=automatic(NAME)).json() == ANSWER
    persisted._recent.clear()
    cache.clear()
    answer_cache.cache_clear()
    assert code(send(client, extensions=automatic(NAME))) == "DOCUMENT_UNKNOWN"


def test_a_hash_of_another_document_is_refused(site: StartedSite, client: Client) -> None:
    response = send(client, query=NAME, extensions=automatic("{ other }"))
    assert code(response) == "VALIDATION_FAILED"
    assert code(send(client, extensions=automatic("{ other }"))) == "DOCUMENT_UNKNOWN"
    for persisted_query in (5, {}, {"version": 2, "sha256Hash": "0" * 64}, {"version": 1, "sha256Hash": "0"}):
        response = send(client, query=NAME, extensions={"persistedQuery": persisted_query})
        assert (response.status_code, code(response)) == (400, "VALIDATION_FAILED")


def test_an_invalid_document_is_not_cached(site: StartedSite, client: Client) -> None:
    wrong = "{ nothing }"
    assert code(send(client, query=wrong, extensions=automatic(wrong))) == "VALIDATION_FAILED"
    assert code(send(client, extensions=automatic(wrong))) == "DOCUMENT_UNKNOWN"


def test_automatic_documents_take_no_more_room_than_their_slots(
    site: StartedSite, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(persisted, "SLOTS", 2)
    monkeypatch.setattr(persisted, "MAX_RECENT", 3)
    texts = [f"# {number}\n{NAME}" for number in range(20)]
    for text in texts:
        assert send(client, query=text, extensions=automatic(text)).json() == ANSWER
    assert len(persisted._recent) <= 3
    persisted._recent.clear()
    cached = [text for text in texts if persisted._automatic(sha256(text))]
    assert 1 <= len(cached) <= 2
    long = f"# {'x' * persisted.MAX_CHARACTERS}\n{NAME}"
    assert send(client, query=long, extensions=automatic(long)).json() == ANSWER
    assert code(send(client, extensions=automatic(long))) == "DOCUMENT_UNKNOWN"


def test_a_raw_query_is_refused_where_documents_are_trusted(
    site: StartedSite, client: Client, trusted_documents: None
) -> None:
    own = next(iter(manifest_documents().values()))
    for text in (NAME, "{ __typename }", "{", own):
        for response in (send(client, query=text), client.get(URL, {"query": text})):
            assert (response.status_code, code(response)) == (400, "DOCUMENT_REQUIRED")
            assert response.headers["Cache-Control"] == "no-store"


def test_an_unknown_id_is_refused_where_documents_are_trusted(
    site: StartedSite, client: Client, trusted_documents: None
) -> None:
    for response in (
        send(client, documentId=f"sha256:{sha256(NAME)}"),
        send(client, extensions=automatic(NAME)),
        # Nobody registers a document by sending it.
        send(client, query=NAME, extensions=automatic(NAME)),
        send(client, query=NAME, documentId=sha256(NAME)),
        client.get(URL, {"documentId": "sha256:x"}),
        client.get(URL, {"documentId": f"sha256:{sha256(NAME)}"}, headers=MODERN),
    ):
        assert code(response) == "DOCUMENT_UNKNOWN"
        (error,) = response.json()["errors"]
        # Clients would take this for a request to send the document.
        assert error["message"] != persisted.NOT_FOUND
    assert response.status_code == 400
    assert code(send(client, extensions=automatic(NAME))) == "DOCUMENT_UNKNOWN"


@pytest.mark.parametrize("mode", ["open", "trusted"])
def test_an_id_of_another_form_is_told_which_form_there_is(
    site: StartedSite, client: Client, settings: Settings, mode: str
) -> None:
    settings.CMS_GRAPHQL_DOCUMENTS = mode
    digits = sha256(NAME)
    for wrong, expected in (
        ("route", "DOCUMENT_UNKNOWN"),
        ("", "VALIDATION_FAILED"),
        (digits.upper(), "DOCUMENT_UNKNOWN"),
        (digits[1:], "DOCUMENT_UNKNOWN"),
        (f"sha256:{digits}0", "DOCUMENT_UNKNOWN"),
        (f"SHA256:{digits}", "VALIDATION_FAILED"),
        (f"sha-256={digits}", "VALIDATION_FAILED"),
    ):
        (error,) = send(client, documentId=wrong).json()["errors"]
        assert error["extensions"] == {"code": expected, "argument": "documentId"}, wrong
        assert "`documentId`" in error["message"]
        assert "`sha256:` and the document's SHA-256, 64 hexadecimal digits in lower" in error["message"]
        assert "registered" in error["message"]
    # Of the form, and unknown: the fault is another.
    (error,) = send(client, documentId=f"sha256:{'0' * 64}").json()["errors"]
    assert error["message"].startswith("No document has this id. ")


def test_what_was_automatic_does_not_run_where_documents_are_trusted(
    site: StartedSite, client: Client, settings: Settings
) -> None:
    assert send(client, query=NAME, extensions=automatic(NAME)).json() == ANSWER
    settings.CMS_GRAPHQL_DOCUMENTS = "trusted"
    assert code(send(client, extensions=automatic(NAME))) == "DOCUMENT_UNKNOWN"


def test_registered_documents_run(site: StartedSite, client: Client, trusted_documents: None) -> None:
    assert code(send(client, documentId=sha256(NAME))) == "DOCUMENT_UNKNOWN"
    register("website", [found(NAME), found(NAME, "site-name.v1")])
    for response in (
        send(client, documentId=f"sha256:{sha256(NAME)}"),
        send(client, extensions=automatic(NAME)),
        send(client, query=NAME, extensions=automatic(NAME)),
        client.get(URL, {"documentId": "site-name.v1"}),
    ):
        assert response.json() == ANSWER
    TrustedDocument.objects.get(document_id="site-name.v1").delete()
    assert code(send(client, documentId="site-name.v1")) == "DOCUMENT_UNKNOWN"


def test_a_lookup_runs_no_statement(site: StartedSite, client: Client, trusted_documents: None) -> None:
    register("website", [found(NAME)])

    def statements() -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            assert send(client, documentId=sha256(NAME)).json() == ANSWER
        return [one["sql"] for one in captured.captured_queries]

    assert any("api_trusteddocument" in sql for sql in statements())
    assert not any("api_trusteddocument" in sql for sql in statements())


def test_another_process_notices_at_once(site: StartedSite, client: Client, trusted_documents: None) -> None:
    """A write of another process sends no signal here, but changes the edition of the content."""
    register("website", [found(NAME)])
    assert send(client, documentId=sha256(NAME)).json() == ANSWER
    TrustedDocument.objects.all()._raw_delete("default")
    assert code(send(client, documentId=sha256(NAME))) == "DOCUMENT_UNKNOWN"
    TrustedDocument.objects.bulk_create(
        [TrustedDocument(frontend="website", document_id=sha256(NAME), text=NAME, file="a")]
    )
    assert send(client, documentId=sha256(NAME)).json() == ANSWER


def test_what_is_revoked_while_documents_are_read_is_gone_in_the_next_edition(site: StartedSite) -> None:
    known = persisted.TrustedDocuments()
    document = TrustedDocument.objects.create(document_id=sha256(NAME), text=NAME)

    def revoked_meanwhile(execute: Any, sql: str, *arguments: Any) -> Any:
        answer = execute(sql, *arguments)
        if sql.startswith("SELECT") and '"text"' in sql:
            TrustedDocument.objects.all()._raw_delete("default")
        return answer

    with connection.execute_wrapper(revoked_meanwhile):
        assert known.get(document.document_id, 1) == NAME
    assert known.get(document.document_id, 1) == NAME
    assert known.get(document.document_id, 2) is None


def test_known_documents_outlast_a_database_that_does_not_answer(
    site: StartedSite, client: Client, trusted_documents: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    register("website", [found(NAME)])
    assert send(client, documentId=sha256(NAME)).json() == ANSWER
    register("app", [found(NAME)])

    def fail(self: Any, edition: int) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(persisted.TrustedDocuments, "_read", fail)
    assert send(client, documentId=sha256(NAME)).json() == ANSWER


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A frontend's documents in every form that build tools write."""
    directory = tmp_path / "documents"
    (directory / "parts").mkdir(parents=True)
    (directory / "name.graphql").write_text(NAME)
    (directory / "parts" / "claim.gql").write_text("query Claim { siteSettings { claim } }")
    apollo = "query Apollo { siteSettings { id } }"
    (directory / "apollo.json").write_text(
        json.dumps(
            {
                "format": "apollo-persisted-query-manifest",
                "version": 1,
                "operations": [{"id": sha256(apollo), "body": apollo, "name": "Apollo", "type": "query"}],
            }
        )
    )
    (directory / "relay.json").write_text(
        json.dumps({"a1b2c3d4e5f6a7b8": "query Relay { siteSettings { email } }"})
    )
    (directory / "notes.txt").write_text("not read")
    return directory


def test_the_command_registers_and_lists(
    db: None, documents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("trust_documents", documents, name="website")
    assert "4 registered, 0 were there" in capsys.readouterr().out
    (documents / "name.graphql").unlink()
    call_command("trust_documents", documents, name="website")
    assert "0 registered, 3 were there" in capsys.readouterr().out
    # What an older version of the frontend asks with stays.
    call_command("trust_documents", list=True)
    listed = capsys.readouterr().out
    assert sha256(NAME) in listed and "parts/claim.gql" in listed and "4 registered." in listed
    call_command("trust_documents", list=True, name="another")
    assert capsys.readouterr().out == "0 registered.\n"


def test_one_file_is_enough_and_may_come_by_standard_input(
    db: None, documents: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The frontend is built on another machine: its manifest comes through ssh."""
    call_command("trust_documents", documents / "relay.json", name="file")
    for text in ((documents / "apollo.json").read_text(), NAME):
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(text.encode())))
        call_command("trust_documents", "-", name="stream")
    call_command("trust_documents", list=True)
    listed = capsys.readouterr().out
    assert "file  a1b2c3d4e5f6a7b8  " in listed and f"stream  {sha256(NAME)}  " in listed
    assert "3 registered." in listed and listed.count("standard input") == 2
    for wrong in (b"5", b"\xff", b"", b"{ nothing }"):
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(wrong)))
        with pytest.raises(CommandError, match="standard input"):
            call_command("trust_documents", "-", name="stream")
    with pytest.raises(CommandError, match=r"notes\.txt is neither"):
        call_command("trust_documents", documents / "notes.txt", name="file")


def test_the_command_revokes(db: None, documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("trust_documents", documents, name="website")
    call_command("trust_documents", documents, name="app")
    call_command("trust_documents", revoke=[sha256(NAME)[:12]], name="app")
    assert "1 revoked" in capsys.readouterr().out
    assert TrustedDocument.objects.filter(document_id=sha256(NAME)).count() == 1
    for ids, name in ((["0" * 64], None), ([""], None), (["all"], None), (["a1b2"], None)):
        with pytest.raises(CommandError):
            call_command("trust_documents", revoke=ids, name=name)
    assert TrustedDocument.objects.count() == 7
    call_command("trust_documents", revoke=["all"], name="app")
    assert set(TrustedDocument.objects.values_list("frontend", flat=True)) == {"website"}


def test_all_are_registered_or_none(db: None, documents: Path) -> None:
    (documents / "deep.graphql").write_text(f"{{ {'a { ' * 20}b{' }' * 20} }}")
    (documents / "dear.graphql").write_text(
        "{ news(first: 100) { nodes { members { news(first: 12) { members { name } } } } } }"
    )
    (documents / "typo.graphql").write_text("{\n  siteSettings {\n    nmae\n  }\n}")
    (documents / "half.graphql").write_text("{")
    (documents / "part.graphql").write_text("fragment F on Query { __typename }")
    (documents / "bytes.graphql").write_bytes(b"\xff")
    with pytest.raises(CommandError) as caught:
        call_command("trust_documents", documents, name="website")
    assert "bytes.graphql" in str(caught.value)
    (documents / "bytes.graphql").unlink()
    with pytest.raises(CommandError) as caught:
        call_command("trust_documents", documents, name="website")
    lines = str(caught.value).splitlines()
    assert lines[0] == "Nothing is registered:"
    for beginning in ("deep.graphql", "dear.graphql", "typo.graphql:3", "half.graphql", "part.graphql"):
        assert any(line.strip().startswith(beginning) for line in lines), beginning
    assert not TrustedDocument.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        "[]",
        "{",
        "5",
        '{"format": "apollo-persisted-query-manifest", "version": 1}',
        '{"format": "apollo-persisted-query-manifest", "operations": [{"id": "a"}]}',
        '{"a": 5}',
        json.dumps({"0" * 64: "{ __typename }"}),
        json.dumps({"no id": "{ __typename }"}),
    ],
)
def test_a_wrong_manifest_is_refused(db: None, tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(CommandError, match=r"manifest\.json"):
        call_command("trust_documents", tmp_path, name="website")


def test_an_id_says_the_same_to_every_frontend(db: None, tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps({"home": "{ __typename }"}))
    call_command("trust_documents", tmp_path, name="website", verbosity=0)
    (tmp_path / "one.json").write_text(json.dumps({"home": NAME}))
    for name in ("website", "app"):
        with pytest.raises(CommandError, match="another document already"):
            call_command("trust_documents", tmp_path, name=name)


def test_the_command_says_what_it_needs(db: None, tmp_path: Path) -> None:
    for options in (
        {},
        {"directory": tmp_path},
        {"directory": tmp_path, "name": "x"},
        {"directory": tmp_path / "missing", "name": "x"},
        {"directory": tmp_path, "list": True},
    ):
        directory = [options.pop("directory")] if "directory" in options else []
        with pytest.raises(CommandError):
            call_command("trust_documents", *directory, **options)
