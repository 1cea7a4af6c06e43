"""With which settings the CMS runs here: as in production, but over plain http and with an empty log."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SETTINGS = "tests.benchmark.settings"


def of_the_cms(database: str, data_dir: Path, cache: str = "") -> dict[str, str]:
    """Return the environment variables of the CMS; `database` and `cache` are URLs."""
    return {
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "SECRET_KEY": "of-a-benchmark-" + "0123456789abcdef" * 4,
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "CMS_FRONTEND_ORIGINS": "http://localhost:3000",
        "SECURE_SSL_REDIRECT": "false",
        "CMS_LOG_LEVEL": "WARNING",
        "CMS_DATA_DIR": str(data_dir),
        "DATABASE_URL": database,
        "CACHE_URL": cache,
    }


def of_the_stock_project(database: str, data_dir: Path) -> dict[str, str]:
    """Return the environment variables of the project with stock Grapple and the REST API."""
    variables = of_the_cms(database, data_dir)
    return {**variables, "DJANGO_SETTINGS_MODULE": "tests.benchmark.stock.settings"}
