import re
from pathlib import Path

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
