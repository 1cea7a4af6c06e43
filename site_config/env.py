"""Environment variables as settings: environs reads each, `check` names all that are wrong at once.

Messages have an example, and never a value: it may be a secret.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvNotSetError, EnvValidationError, ValidationError, validate

from cms.serving.spelling import misspelt

from . import services

HOST = re.compile(r"\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\]", re.IGNORECASE)
PATH = re.compile(r"[\w.~-]+(/[\w.~-]+)*", re.ASCII)
MIN_SECRET, MIN_DIFFERENT = 50, 10


class WrongEnvironment(ImproperlyConfigured):
    """Variables are missing or malformed. The message says all: no traceback is needed beside it."""


class Environment(Env):
    """Environment variables; an empty one counts as unset.

    Readers return a usable value in any case. environs can defer errors, too; but then it returns None where
    one is wrong, and reads nothing after its check: Django imports a settings module again that has failed.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        super().__init__()
        self._variables = variables
        #: The names that have been asked for.
        self.names: set[str] = set()
        # A dictionary for its order and uniqueness: see above.
        self._problems: dict[str, None] = {}

    def check(self) -> None:
        """Raise `WrongEnvironment` with one line for each missing or malformed variable read so far."""
        if self._problems:
            listed = "\n".join(f"  {problem}" for problem in self._problems)
            count = len(self._problems)
            noun = "variable is" if count == 1 else "variables are"
            raise WrongEnvironment(f"{count} environment {noun} missing or malformed:\n{listed}")

    def text(self, name: str, *, example: str, default: str | None = None) -> str:
        """A text; without a default the variable is required."""
        return self._read(self.str, name, default, example) or ""

    def secret(self, name: str, *, example: str) -> str:
        """A required secret that can't be guessed."""
        return self._read(self.str, name, None, example, validate=_check_secret) or ""

    def flag(self, name: str, *, default: bool) -> bool:
        """True or false."""
        return bool(self._read(self.bool, name, default, str(default).lower()))

    def whole_number(self, name: str, *, default: int, least: int = 0, most: int | None = None) -> int:
        """A whole number from `least` to `most`."""
        return int(self._read(self.int, name, default, str(default), validate=validate.Range(least, most)))

    def one_of(self, name: str, choices: tuple[str, ...], *, default: str) -> str:
        """One of the given words, the case set aside."""
        by_lower = {choice.lower(): choice for choice in choices}
        check = validate.OneOf(by_lower, error=f"Must be one of: {', '.join(choices)}.")
        value = self._read(
            self.str, name, default, default or choices[0], validate=lambda given: check(given.lower())
        )
        return by_lower.get(value.lower(), default)

    def hosts(self, name: str, *, example: str) -> list[str]:
        """A required list of host names, comma-separated; a leading dot stands for every subdomain."""
        check = _check_each(HOST.fullmatch, "a host name (no scheme, port or path)")
        return _listed(self._read(self.str, name, None, example, validate=check) or "")

    def origins(self, name: str, *, example: str, default: str | None = None) -> list[str]:
        """A list of origins (scheme, host, optional port), comma-separated."""
        check = _check_each(_is_origin, "an origin (https://host or https://host:port)")
        values = _listed(self._read(self.str, name, default, example, validate=check) or "")
        return [value.removesuffix("/") for value in values]

    def origin(self, name: str, *, default: str) -> str:
        """One origin."""
        check = _check_each(_is_origin, "an origin (https://host or https://host:port)", is_list=False)
        return str(self._read(self.str, name, default, default, validate=check)).removesuffix("/")

    def web_address(self, name: str, *, example: str) -> str:
        """The address of a place on the web, perhaps with a path; no slash at its end. Empty where unset."""
        what = "an address (https://host/path, without user, query and fragment)"
        check = _check_each(_is_web_address, what, is_list=False)
        return str(self._read(self.str, name, "", example, validate=check)).rstrip("/")

    def both_or_none(self, first: str, second: str) -> None:
        """Two variables of which one alone means nothing."""
        for name, other in ((first, second), (second, first)):
            if self._get_value(other, ""):
                self.text(name, example="…")

    def only_with(self, needed: str, *names: str) -> None:
        """Variables that mean nothing without another one."""
        given = [name for name in names if self._get_value(name, "")]
        if given and not self._get_value(needed, ""):
            self._wrong(needed, f"Not set; without it {', '.join(given)} mean nothing.", "cluster-cms-media")

    def time_zone(self, name: str, *, default: str) -> str:
        """A time zone of the IANA database."""
        check = validate.OneOf(available_timezones(), error="Not a time zone of the IANA database.")
        return str(self._read(self.str, name, default, default, validate=check))

    def directory(self, name: str, *, default: Path) -> Path:
        """A directory for what the CMS writes; made where it is missing."""
        example = "/var/lib/cluster-cms"
        path: Path = self._read(self.path, name, default, example).expanduser().absolute()
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._wrong(name, f"Cannot be made, or is no directory: {error.strerror}.", example)
        return path

    def database(self, name: str, *, file: Path) -> dict[str, Any]:
        """A database by its URL; without one, the SQLite file."""
        return self._read_url(services.database, name, services.DATABASE_EXAMPLE) or services.sqlite_file(
            file
        )

    def cache(self, name: str) -> dict[str, Any]:
        """A cache by its URL; without one, the memory of each process."""
        return self._read_url(services.cache, name, services.CACHE_EXAMPLE) or services.process_memory()

    def _read_url(
        self, parse: Callable[[str], dict[str, Any]], name: str, example: str
    ) -> dict[str, Any] | None:
        url = self.text(name, example=example, default="")
        try:
            return parse(url) if url else None
        except ValidationError as error:
            self._wrong(name, " ".join(error.messages), example)
            return None

    def _read(self, reader: Any, name: str, default: Any, example: str, **options: Any) -> Any:
        """Return the value, or the default; note what is wrong."""
        try:
            return reader(name, ... if default is None else default, **options)
        except EnvNotSetError:
            likely = [given for given, near in misspelt(self._variables, self.names) if near == name]
            hint = f": is {likely[0]}, which is set, misspelt?" if likely else "."
            self._wrong(name, f"Not set{hint}", example)
        except EnvValidationError as error:
            self._wrong(name, " ".join(error.error_messages), example)
        return default

    def _get_value(self, env_key: str, default: Any) -> Any:
        # As environs' own FileAwareEnv looks elsewhere. It takes an empty variable for a value.
        self.names.add(env_key)
        return self._variables.get(env_key, "").strip() or default

    def _wrong(self, name: str, what: str, example: str) -> None:
        self._problems[f"{name}: {what} Example: {name}={example}"] = None


def _check_secret(value: str) -> None:
    if len(value) < MIN_SECRET or len(set(value)) < MIN_DIFFERENT or value.startswith("django-insecure-"):
        raise ValidationError(f"Too easy to guess: at least {MIN_SECRET} random characters.")


def _listed(text: str) -> list[str]:
    return [value.strip() for value in text.split(",") if value.strip()]


def _check_each(is_valid: Callable[[str], Any], what: str, *, is_list: bool = True) -> Callable[[str], None]:
    """Return a validator of a text, or of each entry of one that is comma-separated."""

    def check(text: str) -> None:
        values = _listed(text) if is_list else [text]
        problems = []
        for number, value in enumerate(values, start=1):
            if not is_valid(value):
                subject = f"Entry {number} is not" if len(values) > 1 else "Not"
                hint = " Separate several by commas." if is_list and re.search(r"[\s;]", value) else ""
                problems.append(f"{subject} {what}.{hint}")
        if problems:
            raise ValidationError(problems)

    return check


def _is_web_address(value: str) -> bool:
    scheme, _, rest = value.rstrip("/").partition("://")
    host, slash, path = rest.partition("/")
    return _is_origin(f"{scheme}://{host}") and (not slash or bool(PATH.fullmatch(path)))


def _is_origin(value: str) -> bool:
    value = value.removesuffix("/")
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    rebuilt = f"{parts.scheme}://{host}" + ("" if port is None else f":{port}")
    return parts.scheme in ("http", "https") and bool(HOST.fullmatch(host)) and rebuilt == value.lower()
