from tests.started_site import site, started_once  # noqa: F401  fixtures
