from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from site_config.env import Environment

SECRET = "x7Qm2vT9pLz4Rk8WcJ1nHs6YbDf3GaEu5oKiVtMqBw0ZrXyCjP"


def problems(environment: Environment) -> list[str]:
    """The lines of the error without its first; none if the environment is right."""
    try:
        environment.check()
    except ImproperlyConfigured as error:
        return [line.strip() for line in str(error).splitlines()[1:]]
    return []


def test_every_missing_and_malformed_variable_is_in_one_error() -> None:
    environment = Environment({"EMAIL_PORT": "smtp", "SECURE_SSL_REDIRECT": "perhaps", "DEBUG": "no"})
    environment.secret("SECRET_KEY", example="…")
    environment.hosts("ALLOWED_HOSTS", example="cms.example.org")
    environment.whole_number("EMAIL_PORT", default=587)
    environment.flag("SECURE_SSL_REDIRECT", default=True)
    environment.flag("DEBUG", default=False)
    with pytest.raises(ImproperlyConfigured) as caught:
        environment.check()
    assert str(caught.value).splitlines() == [
        "4 environment variables are missing or malformed:",
        "  SECRET_KEY: Not set. Example: SECRET_KEY=…",
        "  ALLOWED_HOSTS: Not set. Example: ALLOWED_HOSTS=cms.example.org",
        "  EMAIL_PORT: Not a valid integer. Example: EMAIL_PORT=587",
        "  SECURE_SSL_REDIRECT: Not a valid boolean. Example: SECURE_SSL_REDIRECT=true",
    ]


def test_one_problem_is_not_called_variables() -> None:
    environment = Environment({})
    environment.text("NAME", example="x")
    with pytest.raises(ImproperlyConfigured, match="1 environment variable is missing or malformed"):
        environment.check()


def test_an_empty_variable_counts_as_unset() -> None:
    environment = Environment({"NAME": " ", "OTHER": ""})
    environment.text("NAME", example="x")
    assert environment.text("OTHER", example="x", default="own") == "own"
    assert problems(environment) == ["NAME: Not set. Example: NAME=x"]


def test_what_is_read_twice_is_reported_once() -> None:
    environment = Environment({})
    environment.text("NAME", example="x")
    environment.text("NAME", example="x")
    assert len(problems(environment)) == 1


@pytest.mark.parametrize("value", ["short", "a" * 80, "django-insecure-" + SECRET])
def test_a_weak_secret_is_refused_and_never_repeated(value: str) -> None:
    environment = Environment({"SECRET_KEY": value})
    environment.secret("SECRET_KEY", example="…")
    (problem,) = problems(environment)
    assert "SECRET_KEY: Too easy to guess" in problem
    assert value not in problem


def test_a_strong_secret_is_accepted() -> None:
    environment = Environment({"SECRET_KEY": SECRET})
    assert environment.secret("SECRET_KEY", example="…") == SECRET
    assert problems(environment) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [("true", True), ("1", True), ("Yes", True), ("on", True), ("false", False), ("0", False), ("No", False)],
)
def test_flags(value: str, expected: bool) -> None:
    environment = Environment({"FLAG": value})
    assert environment.flag("FLAG", default=not expected) is expected
    assert problems(environment) == []


@pytest.mark.parametrize(
    "value", ["*", "https://cms.example.org", "cms.example.org:443", "cms.example.org/x", "a b"]
)
def test_what_is_no_host_is_refused(value: str) -> None:
    environment = Environment({"ALLOWED_HOSTS": f"ok.example.org,{value}"})
    environment.hosts("ALLOWED_HOSTS", example="cms.example.org")
    (problem,) = problems(environment)
    assert problem.startswith("ALLOWED_HOSTS: Entry 2 is not a host name")
    assert value not in problem.partition("Example")[0]


def test_hosts_are_listed() -> None:
    environment = Environment({"ALLOWED_HOSTS": "cms.example.org, .example.com,127.0.0.1,[::1],"})
    expected = ["cms.example.org", ".example.com", "127.0.0.1", "[::1]"]
    assert environment.hosts("ALLOWED_HOSTS", example="…") == expected
    assert problems(environment) == []


@pytest.mark.parametrize(
    "value",
    [
        "www.example.org",
        "ftp://www.example.org",
        "https://www.example.org/path",
        "https://user@www.example.org",
        "https://www.example.org:port",
        "https://",
        "*",
        "null",
    ],
)
def test_what_is_no_origin_is_refused(value: str) -> None:
    environment = Environment({"CMS_FRONTEND_ORIGINS": value})
    environment.origins("CMS_FRONTEND_ORIGINS", example="https://www.example.org")
    (problem,) = problems(environment)
    assert problem.startswith("CMS_FRONTEND_ORIGINS: Not an origin ")


def test_origins_are_listed_without_their_final_slash() -> None:
    environment = Environment(
        {"ORIGINS": "https://www.example.org/, http://localhost:3000,http://[::1]:3000"}
    )
    expected = ["https://www.example.org", "http://localhost:3000", "http://[::1]:3000"]
    assert environment.origins("ORIGINS", example="…") == expected
    assert problems(environment) == []


def test_an_origin_left_out_takes_its_default_unquestioned() -> None:
    environment = Environment({})
    assert environment.origin("BASE_URL", default="https://*") == "https://*"
    assert problems(environment) == []


def test_one_of_several_words() -> None:
    environment = Environment({"LEVEL": "debug", "SCHEME": "ftp"})
    assert environment.one_of("LEVEL", ("DEBUG", "INFO"), default="INFO") == "DEBUG"
    assert environment.one_of("UNSET", ("DEBUG", "INFO"), default="") == ""
    environment.one_of("SCHEME", ("http", "https"), default="")
    assert problems(environment) == ["SCHEME: Must be one of: http, https. Example: SCHEME=http"]


def test_an_unknown_time_zone_is_refused() -> None:
    environment = Environment({"TIME_ZONE": "Berlin"})
    environment.time_zone("TIME_ZONE", default="Europe/Berlin")
    assert problems(environment) == [
        "TIME_ZONE: Not a time zone of the IANA database. Example: TIME_ZONE=Europe/Berlin"
    ]


def test_a_directory_is_made(tmp_path: Path) -> None:
    environment = Environment({"CMS_DATA_DIR": str(tmp_path / "a" / "b")})
    assert environment.directory("CMS_DATA_DIR", default=tmp_path).is_dir()
    assert problems(environment) == []


def test_a_directory_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    environment = Environment({"CMS_DATA_DIR": str(tmp_path / "file" / "data")})
    environment.directory("CMS_DATA_DIR", default=tmp_path)
    (problem,) = problems(environment)
    assert problem.startswith("CMS_DATA_DIR: Cannot be made, or is no directory: ")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("mysql://user:hidden@host/name", "Begins with neither postgresql:// nor sqlite:///"),
        ("postgresql://user:hidden@host", "Names no database after the host"),
        ("postgresql://user:hidden@host:port/name", "Not a valid URL"),
        ("sqlite://:memory:", "Names a database in memory"),
        (r"sqlite://C:\data\cms.sqlite3", "Not a valid URL: a path follows sqlite:///"),
        ("sqlite://", "Names a database in memory"),
    ],
)
def test_a_wrong_database_url_is_refused_and_never_repeated(url: str, expected: str, tmp_path: Path) -> None:
    environment = Environment({"DATABASE_URL": url})
    environment.database("DATABASE_URL", file=tmp_path / "cms.sqlite3")
    (problem,) = problems(environment)
    assert problem.startswith(f"DATABASE_URL: {expected}")
    assert "hidden" not in problem


def test_the_database_is_a_shared_sqlite_file_by_default(tmp_path: Path) -> None:
    database = Environment({}).database("DATABASE_URL", file=tmp_path / "cms.sqlite3")
    assert database["NAME"] == tmp_path / "cms.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["timeout"] == 20


def test_a_postgresql_url_keeps_what_it_says(tmp_path: Path) -> None:
    url = "postgresql://cms:p%40ss@db.example.org:6543/cluster?sslmode=verify-full&connect_timeout=9"
    database = Environment({"DATABASE_URL": url}).database("DATABASE_URL", file=tmp_path / "unused")
    assert (database["USER"], database["PASSWORD"], database["HOST"]) == ("cms", "p@ss", "db.example.org")
    assert (database["PORT"], database["NAME"]) == (6543, "cluster")
    assert database["OPTIONS"].items() >= {"sslmode": "verify-full", "connect_timeout": 9}.items()
    assert database["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize(
    "url", ["localhost:6379", "memcached://hidden", "redis://", "redis://:hidden@host:x/0"]
)
def test_a_wrong_cache_url_is_refused_and_never_repeated(url: str) -> None:
    environment = Environment({"CACHE_URL": url})
    environment.cache("CACHE_URL")
    (problem,) = problems(environment)
    assert problem.startswith("CACHE_URL: Not a redis:// or rediss:// URL")
    assert "hidden" not in problem


def test_a_number_beyond_what_makes_sense_is_named() -> None:
    environment = Environment({"CMS_PREVIEW_HOURS": "99999", "CMS_UNLOCK_HOURS": "24"})
    assert environment.whole_number("CMS_PREVIEW_HOURS", default=24, most=8784) == 24
    assert environment.whole_number("CMS_UNLOCK_HOURS", default=12, most=24) == 24
    (problem,) = problems(environment)
    assert problem.startswith("CMS_PREVIEW_HOURS: Must be ") and "8784" in problem and "99999" not in problem


@pytest.mark.parametrize(
    "value",
    [
        "media.example.org",
        "ftp://media.example.org",
        "https://user:secret-of-mine@media.example.org",
        "https://media.example.org/a?secret-of-mine",
        "https://media.example.org/a//b",
        "https://media.example.org:port",
    ],
)
def test_what_is_no_web_address_is_refused_and_never_repeated(value: str) -> None:
    environment = Environment({"PLACE": value})
    assert environment.web_address("PLACE", example="https://a.example") == ""
    (problem,) = problems(environment)
    assert "secret-of-mine" not in problem


def test_a_web_address_may_have_a_path_and_no_slash_at_its_end() -> None:
    environment = Environment({"PLACE": "https://s3.example.org:9000/media/public/"})
    assert environment.web_address("PLACE", example="") == "https://s3.example.org:9000/media/public"
    assert environment.web_address("OTHER", example="") == ""
    assert problems(environment) == []


def test_half_of_a_pair_and_what_lacks_its_ground_are_named() -> None:
    environment = Environment({"KEY": SECRET, "REGION": "eu"})
    environment.both_or_none("KEY", "PASSWORD")
    environment.only_with("BUCKET", "REGION", "ENDPOINT")
    found = problems(environment)
    assert [line.partition(":")[0] for line in found] == ["PASSWORD", "BUCKET"]
    assert "REGION" in found[1] and SECRET not in "".join(found)
    whole = Environment({"KEY": "a", "PASSWORD": "b", "BUCKET": "c", "REGION": "d"})
    whole.both_or_none("KEY", "PASSWORD")
    whole.only_with("BUCKET", "REGION")
    assert problems(whole) == []
