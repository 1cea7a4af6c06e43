"""Variables whose names are misspelt are named, and never their values."""

from pathlib import Path

from .test_production import REQUIRED, run

READY = {**REQUIRED, "SECURE_SSL_REDIRECT": "false"}


def test_a_misspelt_variable_is_named_without_its_value(tmp_path: Path) -> None:
    misspelt = {"DATABASE_ULR": "hidden", "CACHE_URLL": "hidden", "CMS_FORM_LIMITT": "hidden"}
    done = run("manage.py", "migrate", "--check", data=tmp_path, **READY, **misspelt, CMS_TEST_X="1")
    for name, near in (("DATABASE_ULR", "DATABASE_URL"), ("CACHE_URLL", "CACHE_URL")):
        assert f"Nobody reads the environment variable {name}: is {near} meant?" in done.stderr
    assert "Nobody reads the environment variable CMS_FORM_LIMITT: is CMS_FORM_" in done.stderr
    assert done.stderr.count("Nobody reads") == 3
    assert "hidden" not in done.stdout + done.stderr


def test_a_required_variable_that_is_misspelt_is_named_beside_it(tmp_path: Path) -> None:
    done = run("manage.py", "check", data=tmp_path, ALLOWED_HOST="hidden")
    assert "ALLOWED_HOSTS: Not set: is ALLOWED_HOST, which is set, misspelt?" in done.stderr
    assert "hidden" not in done.stderr
