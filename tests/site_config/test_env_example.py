import re
from pathlib import Path

from cms.serving.spelling import READ_BY_SOME

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r'environment\.\w+\(\s*"([A-Z_]+)"')
READ_BY_MODULE = {
    path.stem: set(READ.findall(path.read_text(encoding="utf-8")))
    for path in (ROOT / "site_config" / "settings").glob("*.py")
}
#: Modules of settings that no installation has.
OTHERS = {"dev", "demo", "test"}
WRITTEN = re.compile(r"^#?([A-Z_]+)=", re.MULTILINE)


def test_the_example_lists_every_variable_that_an_installation_reads() -> None:
    read = set().union(*(names for module, names in READ_BY_MODULE.items() if module not in OTHERS))
    written = WRITTEN.findall((ROOT / ".env.example").read_text(encoding="utf-8"))
    assert {"SECRET_KEY", "DATABASE_URL", "EMAIL_HOST"} <= read
    assert sorted(read) == sorted(written)


def test_what_some_settings_read_is_known_to_all() -> None:
    some = READ_BY_MODULE["production"] | READ_BY_MODULE["dev"] | READ_BY_MODULE["demo"]
    all_read = set().union(
        *(names for module, names in READ_BY_MODULE.items() if module not in {"production", *OTHERS})
    )
    assert some - all_read == READ_BY_SOME
