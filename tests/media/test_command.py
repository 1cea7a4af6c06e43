"""`manage.py make_renditions`."""

import re
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from cms.media.models import CmsImage
from cms.media.renditions import is_complete
from cms.media.services import missing_renditions
from cms.media.services.missing_renditions import incomplete_image_ids
from cms.media.services.rendition_files import generate_renditions
from tests.factories.media import LOGO_SVG, CmsImageFactory

pytestmark = pytest.mark.django_db


def made() -> CmsImage:
    image: CmsImage = CmsImageFactory()
    assert generate_renditions(image)
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


def test_the_command_goes_on_where_it_was_stopped(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    images = [CmsImageFactory(title=f"Picture {number}") for number in range(1, 6)]
    asked: list[int] = []

    def make_or_stop(image: CmsImage, *, is_anew: bool = False) -> bool:
        asked.append(image.pk)
        if len(asked) == 3:
            raise KeyboardInterrupt
        return generate_renditions(image, is_anew=is_anew)

    monkeypatch.setattr(missing_renditions, "generate_renditions", make_or_stop)
    with pytest.raises(SystemExit) as stopped:
        call_command("make_renditions")
    assert stopped.value.code == 130
    assert "Stopped after 2 of 5 pictures. Run the same command again" in capsys.readouterr().out
    call_command("make_renditions")
    assert "3 of 3 pictures made" in capsys.readouterr().out
    assert asked == [images[place].pk for place in (0, 1, 2, 2, 3, 4)]
    assert not incomplete_image_ids()


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_a_bar_and_keeps_what_failed() -> None:
    lost = CmsImageFactory(title="Lost")
    CmsImageFactory(title="Fine")
    default_storage.delete(lost.file.name)
    lines, terminal = StringIO(), Terminal()
    with pytest.raises(CommandError):
        call_command("make_renditions", stdout=lines, stderr=terminal, no_color=True)
    shown = terminal.getvalue()
    assert re.search(r"(^|\r *\r?)1/2  Lost: FileNotFoundError", shown)
    assert "0/2 [" in shown
    assert not shown.rpartition("\r")[2].strip(), "the bar is taken away"
    assert lines.getvalue().splitlines() == ["1 of 2 pictures made in 0 s."]


def test_a_row_tells_what_is_missing_as_the_picture_does(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    done, moved, logo = made(), made(), CmsImageFactory(extension="svg", data=LOGO_SVG)
    open_ = CmsImageFactory()
    CmsImage.objects.filter(pk=moved.pk).update(
        focal_point_x=9, focal_point_y=9, focal_point_width=4, focal_point_height=4
    )
    with django_assert_num_queries(1):
        found = incomplete_image_ids()
    assert found == [image.pk for image in CmsImage.objects.order_by("pk") if not is_complete(image)]
    assert found == [moved.pk, open_.pk] and done.pk != logo.pk
