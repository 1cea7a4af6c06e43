"""Reading settings from environment variables, so that everything wrong with them is said at once.

Each reader returns a usable value in any case and writes down what is wrong; `Environment.check` then raises
one error that names every variable. Messages never repeat a value that may hold a secret.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured

from cms.serving.spelling import misspelt

from . import services

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}
HOST = re.compile(r"\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\]", re.IGNORECASE)

PATH = re.compile(r"[\w.~-]+(/[\w.~-]+)*", re.ASCII)


class WrongEnvironment(ImproperlyConfigured):
    """Variables are missing or malformed. The message says all: no traceback is needed beside it."""


class Environment:
    """Environment variables with a memory for what is wrong with them. An empty variable counts as unset."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        #: The names that have been asked for.
        self.names: set[str] = set()
        # A dictionary for its order and uniqueness: Django imports a settings module again after it failed.
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
        self.names.add(name)
        value = self._variables.get(name, "").strip()
        if value:
            return value
        if default is None:
            likely = [given for given, near in misspelt(self._variables, self.names) if near == name]
            hint = f" ({likely[0]} is set: misspelt?)" if likely else ""
            self._wrong(name, f"is missing{hint}", example)
        return default or ""

    def secret(self, name: str, *, example: str) -> str:
        """A required secret of at least 50 characters, ten of them different."""
        value = self.text(name, example=example)
        if value and (len(value) < 50 or len(set(value)) < 10 or value.startswith("django-insecure-")):
            self._wrong(name, "is too easy to guess: at least 50 random characters", example)
        return value

    def flag(self, name: str, *, default: bool) -> bool:
        """True or false."""
        value = self.text(name, example="true", default="").lower()
        if value and value not in TRUE | FALSE:
            self._wrong(name, f"is neither true nor false: {value!r}", str(default).lower())
        return default if value not in TRUE | FALSE else value in TRUE

    def whole_number(self, name: str, *, default: int, least: int = 0, most: int | None = None) -> int:
        """A whole number from `least` to `most`."""
        value = self.text(name, example=str(default), default=str(default))
        if not re.fullmatch(r"[0-9]{1,15}", value):
            self._wrong(name, f"is not a whole number: {value!r}", str(default))
            return default
        if int(value) < least:
            self._wrong(name, f"is {value}, less than {least}", str(default))
            return default
        if most is not None and int(value) > most:
            self._wrong(name, f"is {value}, more than {most}", str(default))
            return default
        return int(value)

    def one_of(self, name: str, choices: tuple[str, ...], *, default: str) -> str:
        """One of the given words, the case set aside."""
        value = self.text(name, example=default, default=default)
        for choice in choices:
            if value.lower() == choice.lower():
                return choice
        if value:
            self._wrong(name, f"is {value!r}, not one of {', '.join(choices)}", default or choices[0])
        return default

    def hosts(self, name: str, *, example: str) -> list[str]:
        """A required list of host names, comma-separated; a leading dot stands for every subdomain."""
        values = _listed(self.text(name, example=example))
        for value in values:
            if not HOST.fullmatch(value):
                what = f"holds {value!r}, not a host name (no scheme, port or path){_by_commas(value)}"
                self._wrong(name, what, example)
        return values

    def origins(self, name: str, *, example: str, default: str | None = None) -> list[str]:
        """A list of origins (scheme, host, optional port), comma-separated."""
        values = [
            value.removesuffix("/") for value in _listed(self.text(name, example=example, default=default))
        ]
        for value in values:
            if not _is_origin(value):
                what = (
                    f"holds {value!r}, not an origin (https://host or https://host:port){_by_commas(value)}"
                )
                self._wrong(name, what, example)
        return values

    def origin(self, name: str, *, default: str) -> str:
        """One origin."""
        value = self.text(name, example=default, default="").removesuffix("/")
        if value and not _is_origin(value):
            self._wrong(name, f"is {value!r}, not an origin (https://host or https://host:port)", default)
        return value or default

    def web_address(self, name: str, *, example: str) -> str:
        """The address of a place on the web, perhaps with a path; no slash at its end. Empty where unset."""
        value = self.text(name, example=example, default="").rstrip("/")
        if value and not _is_web_address(value):
            # Without the value: some write name and password into it.
            self._wrong(
                name, "is not an address (https://host/path, without user, query and fragment)", example
            )
            return ""
        return value

    def both_or_none(self, first: str, second: str) -> None:
        """Two variables of which one alone means nothing."""
        for name, other in ((first, second), (second, first)):
            if self._variables.get(other, "").strip():
                self.text(name, example="…")

    def only_with(self, needed: str, *names: str) -> None:
        """Variables that mean nothing without another one."""
        if not self._variables.get(needed, "").strip():
            for name in names:
                if self._variables.get(name, "").strip():
                    self._wrong(
                        needed, f"is missing, without which {name} means nothing", "cluster-cms-media"
                    )

    def time_zone(self, name: str, *, default: str) -> str:
        """A time zone of the IANA database."""
        value = self.text(name, example=default, default=default)
        if value not in available_timezones():
            self._wrong(name, f"is not a known time zone: {value!r}", default)
            return default
        return value

    def directory(self, name: str, *, default: Path) -> Path:
        """A directory for what the CMS writes; made where it is missing."""
        path = (
            Path(self.text(name, example="/var/lib/cluster-cms", default=str(default)))
            .expanduser()
            .absolute()
        )
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._wrong(
                name, f"cannot be made or is no directory: {path} ({error.strerror})", "/var/lib/cluster-cms"
            )
        return path

    def database(self, name: str, *, file: Path) -> dict[str, Any]:
        """A database by its URL; without one, the SQLite file."""
        url = self.text(name, example=services.DATABASE_EXAMPLE, default="")
        try:
            return services.database(url) if url else services.sqlite_file(file)
        except ValueError as error:
            self._wrong(name, str(error), services.DATABASE_EXAMPLE)
            return services.sqlite_file(file)

    def cache(self, name: str) -> dict[str, Any]:
        """A cache by its URL; without one, the memory of each process."""
        url = self.text(name, example=services.CACHE_EXAMPLE, default="")
        try:
            return services.cache(url) if url else services.process_memory()
        except ValueError as error:
            self._wrong(name, str(error), services.CACHE_EXAMPLE)
            return services.process_memory()

    def _wrong(self, name: str, what: str, example: str) -> None:
        self._problems[f"{name} {what}. Example: {name}={example}"] = None


def _listed(text: str) -> list[str]:
    return [value.strip() for value in text.split(",") if value.strip()]


def _by_commas(value: str) -> str:
    """Return what to say beside a value that may be several."""
    return ". Separate several by commas" if re.search(r"[\s;]", value) else ""


def _is_web_address(value: str) -> bool:
    scheme, _, rest = value.partition("://")
    host, slash, path = rest.partition("/")
    return _is_origin(f"{scheme}://{host}") and (not slash or bool(PATH.fullmatch(path)))


def _is_origin(value: str) -> bool:
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    rebuilt = f"{parts.scheme}://{host}" + ("" if port is None else f":{port}")
    return parts.scheme in ("http", "https") and bool(HOST.fullmatch(host)) and rebuilt == value.lower()
