"""The settings under which the demo runs, whatever settings the command was called with."""

import os
import re
import secrets
import sys
from pathlib import Path
from urllib.parse import urlsplit

from cms.serving.server import command

SETTINGS = "site_config.settings.demo"
_LOCAL = re.compile(r"http://localhost(:[0-9]+)?/?")
ROOT = Path(__file__).resolve().parent.parent.parent


def is_ready() -> bool:
    """Tell whether this process runs with the demo's settings."""
    return os.environ.get("DJANGO_SETTINGS_MODULE") == SETTINGS


class NoWebsite(Exception):
    """What was given for a website is no address of one."""


def environment(data_dir: Path, *, port: int, frontend_port: int, website: str = "") -> dict[str, str]:
    """Return the environment of the demo's processes: one's own, with what its settings need."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "SECRET_KEY": secret_key(data_dir),
        "CMS_FRONTEND_ORIGINS": ",".join(_origins(frontend_port, website)),
        "WAGTAILADMIN_BASE_URL": origin(port),
        "CMS_DEMO_ENDPOINT": f"{origin(port)}/graphql/",
        "PYTHONUNBUFFERED": "1",
    }


def _origins(frontend_port: int, website: str) -> list[str]:
    """Return the websites that may read the API: ours, and those that a frontend team names.

    What is served on this machine has two names, which are two origins to a browser.
    """
    named = [one.strip() for one in os.environ.get("CMS_FRONTEND_ORIGINS", "").split(",")]
    origins = [one for one in (website, origin(frontend_port), *named) if one]
    by_number = [f"http://127.0.0.1{found[1] or ''}" for one in origins if (found := _LOCAL.fullmatch(one))]
    return list(dict.fromkeys([*origins, *by_number]))


def origin(port: int) -> str:
    """Return the address of what is served on a port of this machine."""
    return f"http://localhost:{port}"


def website_at(address: str) -> str:
    """Return the origin of a frontend team's own website. Raises `NoWebsite`."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or "@" in address:
        raise NoWebsite(f"{address!r} is no address of a website. Write it as http://localhost:5173.")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")


def secret_key(data_dir: Path) -> str:
    """Return the key kept in the data directory; made once, so that sessions outlive a restart."""
    data_dir.mkdir(parents=True, exist_ok=True)
    file = data_dir / "demo-secret-key"
    if not file.exists() or len(file.read_text(encoding="ascii").strip()) < 50:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as opened:
            opened.write(secrets.token_urlsafe(60))
    return file.read_text(encoding="ascii").strip()


def manage(*arguments: str) -> list[str]:
    """Return the command line of a management command in a process of its own."""
    return [sys.executable, str(ROOT / "manage.py"), *arguments]


def server(application: str, port: int) -> list[str]:
    """Return the command line of a production server on this machine alone."""
    return command(application, port=port, processes=1, seconds_to_end=5)
