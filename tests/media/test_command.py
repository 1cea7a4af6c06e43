"""`manage.py make_renditions`."""

from collections.abc import Callable

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from cms.media.making import make_renditions
from cms.media.models import CmsImage
from cms.media.renditions import is_complete
from tests.factories.media import CmsImageFactory

pytestmark = pytest.mark.django_db


def made() -> CmsImage:
    image: CmsImage = CmsImageFactory()
    assert make_renditions(image)
    return image


def test_the_command_fills_the_gaps_and_a_second_run_finds_none(capsys: pytest.CaptureFixture[str]) -> None:
    done = made()
    open_ = CmsImageFactory(title="Still open")
    call_command("make_renditions")
    output = capsys.readouterr().out
    assert "1/1  Still open" in output
    assert "1 of 1 pictures made" in output
    assert is_complete(CmsImage.objects.get(pk=open_.pk))
    call_command("make_renditions")
    assert "Every picture has all its sizes." in capsys.readouterr().out
    assert is_complete(CmsImage.objects.get(pk=done.pk))


def test_the_command_goes_on_after_a_picture_that_fails(capsys: pytest.CaptureFixture[str]) -> None:
    lost = CmsImageFactory(title="Lost")
    CmsImageFactory(title="Fine")
    default_storage.delete(lost.file.name)
    with pytest.raises(CommandError, match="1 pictures could not be made"):
        call_command("make_renditions")
    captured = capsys.readouterr()
    assert "1/2  Lost: FileNotFoundError" in captured.err
    assert "2/2  Fine" in captured.out


def test_the_command_makes_lost_files_anew(stored_files: Callable[[], list[str]]) -> None:
    made()
    before = stored_files()
    for name in before:
        if name.startswith("renditions/"):
            default_storage.delete(name)
    call_command("make_renditions", "--all", verbosity=0)
    assert stored_files() == before
