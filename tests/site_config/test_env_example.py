import re
from pathlib import Path

from cms.serving.spelling import READ_BY_SOME

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r'environment\.\w+\(\s*"([A-Z_]+)"')
WRITTEN = re.compile(r"^#?([A-Z_]+)=", re.MULTILINE)


def test_the_example_lists_every_variable_that_an_installation_reads() -> None:
    settings = ROOT / "site_config" / "settings"
    source = "".join((settings / name).read_text(encoding="utf-8") for name in ("base.py", "production.py"))
    read = set(READ.findall(source))
    written = WRITTEN.findall((ROOT / ".env.example").read_text(encoding="utf-8"))
    assert {"SECRET_KEY", "DATABASE_URL", "EMAIL_HOST"} <= read
    assert sorted(read) == sorted(written)


def test_what_some_settings_read_is_known_to_all() -> None:
    settings = ROOT / "site_config" / "settings"
    by_module = {
        path.stem: set(READ.findall(path.read_text(encoding="utf-8"))) for path in settings.glob("*.py")
    }
    some = by_module["production"] | by_module["dev"] | by_module["demo"]
    assert some - by_module["base"] == READ_BY_SOME
