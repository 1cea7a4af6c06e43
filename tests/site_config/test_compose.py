"""The containers of compose.yaml can change nothing but what they are given."""

from pathlib import Path

import pytest
import yaml

COMPOSE = yaml.safe_load((Path(__file__).resolve().parents[2] / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_is_locked(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not service.get("privileged")
    # PostgreSQL's image begins as root to give its directory away; nobody else needs anything.
    needed = {"CHOWN", "DAC_READ_SEARCH", "FOWNER", "SETGID", "SETUID"} if name == "database" else set()
    assert set(service.get("cap_add", [])) == needed


def test_the_cache_asks_for_the_password_that_the_others_know() -> None:
    password = "${REDIS_PASSWORD:?set it in .env, letters and digits only}"
    assert f"--requirepass {password}" in SERVICES["cache"]["command"]
    for name in ("web", "worker", "migrate"):
        assert SERVICES[name]["environment"]["CACHE_URL"] == f"redis://:{password}@cache:6379/0"
    assert "ports" not in SERVICES["cache"] and "ports" not in SERVICES["database"]
