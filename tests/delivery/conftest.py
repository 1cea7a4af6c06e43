from tests.api.conftest import ask, post, refuse, sql  # noqa: F401  fixtures
from tests.started_site import site, started_once  # noqa: F401  fixtures
