"""Does what a plan for news says: one transaction for each file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.log_actions import log

from cms.media.models import CREDIT_LENGTH, CmsImage
from cms.media.services.stale_files import delete_file
from cms.news.models import NewsPage

from .models import ImportedPicture, ImportRecord
from .news_contents import content_from, content_of, fill
from .news_plans import Action, NewsPlan, NewsPlanner, PicturePlan, in_an_editors_hands
from .picture_folders import PictureFolder, digest_of

_MAX_IMAGE_TITLE = 255


def import_news(
    files: Iterable[Path],
    *,
    language: str,
    images: Path | None = None,
    publish: bool = False,
    publish_members: bool = False,
    source: str = "",
    day: date | None = None,
    dry_run: bool = False,
) -> list[NewsPlan]:
    """Import news pages saved as text; return for each file what was done, or would be in a dry run.

    Args:
        publish: make the articles public; what is in doubt stays a draft.
        publish_members: make the members public that the import makes, too.
        day: that of files that name none.
        source: where the files come from; without it, each file's path says so.

    Raises:
        NothingToImportInto: the language has no news section.
        NotADirectoryError: `images` is no folder.
    """
    folder = PictureFolder(images) if images else None
    planner = NewsPlanner(language, folder, publish, publish_members, source, day)
    plans = planner.plan(files)
    if not dry_run:
        for plan in plans:
            if plan.action in (Action.CREATE, Action.CHANGE):
                apply(plan, planner)
    return plans


def apply(plan: NewsPlan, planner: NewsPlanner) -> None:
    """Write one plan, all of it or nothing. What cannot be written turns the plan into a rejection."""
    made = _MadeFiles()
    try:
        with transaction.atomic():
            _write(plan, planner, made)
    except ValidationError as error:
        made.remove()
        plan.action, plan.reason = Action.REJECT, "; ".join(error.messages)
    except BaseException:
        made.remove()
        raise


@dataclass
class _MadeFiles:
    """Originals stored in a transaction, which the database does not take back."""

    files: list[Any] = field(default_factory=list)

    def remove(self) -> None:
        for file in self.files:
            delete_file(file.name)


def _write(plan: NewsPlan, planner: NewsPlanner, made: _MadeFiles) -> None:
    assert plan.article is not None
    if plan.record and plan.page:
        plan.record = ImportRecord.objects.select_for_update().get(pk=plan.record.pk)
        plan.page = NewsPage.objects.get(pk=plan.page.pk)
        reason = in_an_editors_hands(plan.page, plan.record)
        if reason:
            plan.action, plan.reason = Action.LEAVE, reason
            return
    publish_members = planner.is_publishing_members(plan)
    members = [planner.directory.make(member, publish=publish_members) for member in plan.members]
    images = _images(plan, made)
    if plan.is_rewriting:
        content = content_from(plan.article, list(images.values()), [member.pk for member in members])
        if plan.page is None:
            page = NewsPage(locale=planner.index.locale, live=False)
            fill(page, content, plan.import_id)
            planner.index.refresh_from_db()
            planner.index.add_child(instance=page)
            log(page, "wagtail.create")
            page.save_revision()
        else:
            page = plan.page.get_latest_revision_as_object()
            fill(page, content, plan.import_id)
            page.save_revision(log_action=True)
        plan.page = page
    assert plan.page is not None
    if plan.is_publishing:
        plan.page.get_latest_revision().publish()
    plan.page = NewsPage.objects.get(pk=plan.page.pk)
    _remember(plan, images)


def _images(plan: NewsPlan, made: _MadeFiles) -> dict[str, int]:
    """Return the library's pictures by the names in the file, those of the folder made where they are new."""
    images: dict[str, int] = {}
    for number, picture in enumerate(plan.pictures, start=1):
        if picture.is_made:
            _make_image(picture, plan, number, made)
        if picture.image_id:
            images[picture.file_name] = picture.image_id
    return images


def _make_image(picture: PicturePlan, plan: NewsPlan, number: int, made: _MadeFiles) -> None:
    assert picture.path is not None and plan.article is not None
    data = picture.path.read_bytes()
    picture.digest = digest_of(data)
    known = ImportedPicture.objects.filter(file_name=picture.file_name, digest=picture.digest).first()
    if known:
        picture.image_id = known.image_id
        return
    ending = f" ({number})"
    image = CmsImage(
        title=plan.article.title[: _MAX_IMAGE_TITLE - len(ending)] + ending,
        credit=picture.credit[:CREDIT_LENGTH],
        file=ContentFile(data, name=picture.file_name),
    )
    image.save()
    made.files.append(image.file)
    ImportedPicture.objects.create(file_name=picture.file_name, digest=picture.digest, image=image)
    picture.image_id = image.pk


def _remember(plan: NewsPlan, images: dict[str, int]) -> None:
    assert plan.article is not None and plan.page is not None and plan.origin is not None
    ImportRecord.objects.update_or_create(
        kind=ImportRecord.Kind.NEWS,
        import_id=plan.import_id,
        defaults={
            "page": plan.page,
            "source": plan.origin.source,
            "file_name": plan.origin.file_name,
            "is_doubtful": plan.record.is_doubtful if plan.record else bool(plan.doubt),
            "source_title": plan.article.title,
            "source_date": plan.article.date,
            "source_digest": plan.source_digest,
            "content_fingerprint": content_of(plan.page.get_latest_revision_as_object()).fingerprint,
            "pictures": images,
        },
    )
