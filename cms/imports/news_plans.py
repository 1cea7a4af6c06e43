"""What an import of news would do: files in, plans out. Nothing is written here."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from django.core.exceptions import ValidationError
from wagtail.models import Locale, Site

from cms.database.commands import to_run
from cms.media.models import CmsImage
from cms.media.uploads import check_picture
from cms.news.models import NewsIndexPage, NewsPage

from .article_records import ArticleRecords, Origin, import_id_of, origin_of
from .article_text import read_article
from .articles import Article, ArticleRefused, Note
from .member_pages import MemberDirectory, MemberPlan
from .models import ImportedPicture, ImportRecord
from .news_contents import checked_contacts, content_from, content_of, problems_of
from .picture_folders import PictureFolder, digest_of
from .text_lines import read_lines


class Action(StrEnum):
    CREATE = "create"
    CHANGE = "change"
    #: Nothing has changed on either side.
    KEEP = "keep"
    #: An editor has the page in hand.
    LEAVE = "leave"
    REJECT = "reject"


class NothingToImportInto(Exception):
    """The language or its news section is missing; the message says how to make it."""


@dataclass
class PicturePlan:
    """A picture that an article names. `image_id` is one of the library, `path` a file to make one from."""

    file_name: str
    credit: str
    path: Path | None = None
    digest: str = ""
    image_id: int | None = None
    #: The library has none of this name and content yet.
    is_made: bool = False
    problem: str = ""

    @property
    def is_found(self) -> bool:
        return self.path is not None or self.image_id is not None


@dataclass
class NewsPlan:
    """What is to be done with one file. Applying it sets `page`."""

    #: Its path as it was given.
    file: str
    action: Action
    reason: str = ""
    import_id: str = ""
    article: Article | None = None
    source_digest: str = ""
    record: ImportRecord | None = None
    origin: Origin | None = None
    #: Why it may be another version of an article imported before: then it is a draft, also when publishing.
    doubt: str = ""
    page: NewsPage | None = None
    pictures: list[PicturePlan] = field(default_factory=list)
    members: list[MemberPlan] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    is_publishing: bool = False
    is_rewriting: bool = False


@dataclass
class NewsPlanner:
    """Plans the files of one run: one language, one source, one folder of pictures, published or not.

    Raises `NothingToImportInto` if the language has no news section.
    """

    language: str
    folder: PictureFolder | None = None
    publish: bool = False
    publish_members: bool = False
    source: str = ""
    #: Of files that name none.
    day: date | None = None
    _seen: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        locale = Locale.objects.filter(language_code=self.language).first()
        if site is None or locale is None:
            raise NothingToImportInto(
                f"There is no site in the language {self.language!r} yet. First run {to_run('start_site')}."
            )
        self.index = NewsIndexPage.objects.in_language(self.language).in_site(site).first()
        if self.index is None:
            raise NothingToImportInto(
                f"There is no news section in the language {self.language!r}. Run {to_run('start_site')}; "
                "or make one below the home page."
            )
        self.directory = MemberDirectory(site, locale)
        self._records = ArticleRecords(self.language)

    def plan(self, files: Iterable[Path]) -> list[NewsPlan]:
        """Return a plan for each file, in order."""
        return [self._plan(file) for file in files]

    def _plan(self, file: Path) -> NewsPlan:
        try:
            source = _read(file)
            article = read_article(source, file.name, self.day)
            digest = _source_digest(source, file.name)
        except ArticleRefused as refused:
            return NewsPlan(str(file), Action.REJECT, f"line {refused.line}: {refused.reason}")
        except OSError as error:
            return NewsPlan(str(file), Action.REJECT, f"the file cannot be read: {error.strerror or error}")
        contacts, left_out = checked_contacts(article)
        article = replace(article, contacts=contacts, notes=(*article.notes, *left_out))
        plan = NewsPlan(str(file), Action.CREATE, article=article, source_digest=digest)
        if self._is_twice(plan):
            return plan
        self._find_record(plan, file)
        plan.pictures = [self._picture(plan, one.file_name, one.credit) for one in article.pictures]
        plan.members = self._members(plan)
        problems = problems_of(content_from(article, [], []))
        if problems:
            return _ended(plan, Action.REJECT, "; ".join(problems))
        if plan.record is None:
            plan.is_publishing, plan.is_rewriting = self.publish and not plan.doubt, True
            return plan
        return self._compared(plan, plan.record)

    def _find_record(self, plan: NewsPlan, file: Path) -> None:
        """Find what an earlier run made of this article."""
        assert plan.article is not None
        plan.origin = origin_of(file, self.source)
        found = self._records.match(plan.origin, plan.article, plan.source_digest)
        plan.record, plan.doubt = found.record, found.doubt
        if plan.record:
            plan.import_id, plan.page = plan.record.import_id, plan.record.page.specific
        else:
            plan.import_id = import_id_of(self.language, plan.origin, plan.article, plan.source_digest)
            plan.doubt = plan.doubt or self._doubt_about_pages(plan.article)

    def _doubt_about_pages(self, article: Article) -> str:
        """Return why an article may be a page that an editor wrote, empty without such a page."""
        pages = NewsPage.objects.in_language(self.language).descendant_of(self.index)
        if pages.filter(title__iexact=article.title, date=article.date).exists():
            return "there is a page of this title and date, which no import made"
        return ""

    def _is_twice(self, plan: NewsPlan) -> bool:
        """Reject a second file of a run with the same text."""
        other = self._seen.get(plan.source_digest)
        self._seen.setdefault(plan.source_digest, plan.file)
        if other:
            _ended(plan, Action.REJECT, f"{other} of this run is the same article")
        return bool(other)

    def _picture(self, plan: NewsPlan, name: str, credit: str) -> PicturePlan:
        picture = PicturePlan(name, credit)
        path = self.folder.find(name) if self.folder else None
        if path:
            try:
                data = path.read_bytes()
                picture.digest = digest_of(data)
                made = ImportedPicture.objects.filter(file_name=name, digest=picture.digest).first()
                if made:
                    picture.image_id = made.image_id
                else:
                    check_picture(name, data)
                    picture.is_made = True
                picture.path = path
                return picture
            except (OSError, ValidationError) as error:
                told = (
                    error.messages if isinstance(error, ValidationError) else [str(error.strerror or error)]
                )
                picture.problem = " ".join(told)
        before = plan.record.pictures.get(name) if plan.record else None
        if before and CmsImage.objects.filter(pk=before).exists():
            picture.image_id = before
        return picture

    def _members(self, plan: NewsPlan) -> list[MemberPlan]:
        if not plan.article or not plan.article.members:
            return []
        if self.directory.index is None:
            message = f"not linked: this language has no member directory; run {to_run('start_site')}"
            plan.notes.extend(Note(member.line, message, member.name) for member in plan.article.members)
            return []
        names = [member.name for member in plan.article.members]
        return self.directory.plan(names, publish=self.is_publishing_members(plan))

    def is_publishing_members(self, plan: NewsPlan) -> bool:
        """Tell whether the members that an article names are published; those of a doubtful one never are."""
        is_doubtful = bool(plan.doubt) or (plan.record is not None and plan.record.is_doubtful)
        return self.publish_members and not is_doubtful

    def _compared(self, plan: NewsPlan, record: ImportRecord) -> NewsPlan:
        """Decide what happens to a page that an earlier run made."""
        assert plan.page is not None and plan.article is not None
        reason = in_an_editors_hands(plan.page, record)
        if reason:
            return _ended(plan, Action.LEAVE, reason)
        has_new = any(one.is_made for one in plan.pictures) or any(one.is_made for one in plan.members)
        images = [picture.image_id for picture in plan.pictures if picture.image_id]
        members = [member.page.pk for member in plan.members if member.page]
        wanted = content_from(plan.article, images, members)
        plan.is_rewriting = has_new or wanted.fingerprint != record.content_fingerprint
        plan.is_publishing = (self.publish and not record.is_doubtful) and (
            plan.is_rewriting or not plan.page.live or plan.page.has_unpublished_changes
        )
        is_changing = (
            plan.is_rewriting or plan.is_publishing or any(member.is_publishing for member in plan.members)
        )
        return _ended(plan, Action.CHANGE if is_changing else Action.KEEP)


def in_an_editors_hands(page: NewsPage, record: ImportRecord) -> str:
    """Return why a page is no longer the import's to write, empty if it is."""
    if page.locked:
        return "the page is locked by an editor"
    if page.current_workflow_state:
        return "the page is with the moderators"
    if page.first_published_at and not page.live:
        return "the page was published and has been taken down"
    if content_of(page.get_latest_revision_as_object()).fingerprint != record.content_fingerprint:
        return "the page was edited since it was imported"
    return ""


def _ended(plan: NewsPlan, action: Action, reason: str = "") -> NewsPlan:
    plan.action, plan.reason = action, reason
    return plan


def _read(file: Path) -> bytes:
    if file.is_dir():
        raise IsADirectoryError(None, "this is a folder; name the files in it")
    return file.read_bytes()


def _source_digest(source: bytes, name: str) -> str:
    """Return what two copies of a text have in common, whatever their line ends and spaces."""
    text = "\n".join(line.text for line in read_lines(source, name))
    return hashlib.sha256(re.sub(r"\n{2,}", "\n\n", text).strip().encode()).hexdigest()
