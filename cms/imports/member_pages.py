"""Members that articles name: found among the pages, or made."""

from dataclasses import dataclass

from wagtail.log_actions import log
from wagtail.models import Locale, Site

from cms.members.models import MemberIndexPage, MemberPage

from .models import ImportRecord


@dataclass
class MemberPlan:
    """A member that an article names. Applying it sets `page` where the member was to be made."""

    name: str
    page: MemberPage | None = None
    #: There was none by this name.
    is_made: bool = False
    #: New, or made by an import and untouched as a draft: to be published now.
    is_publishing: bool = False


class MemberDirectory:
    """The members of one language on one site."""

    def __init__(self, site: Site, locale: Locale) -> None:
        self._language = locale.language_code
        self.index = MemberIndexPage.objects.in_language(self._language).in_site(site).first()
        pages = MemberPage.objects.in_language(self._language).in_site(site)
        self._by_name: dict[str, MemberPage] = {}
        # A published page stands for its name before a draft does, the older before the newer.
        for page in pages.order_by("-live", "pk"):
            self._by_name.setdefault(name_key(page.title), page)

    def plan(self, names: list[str], *, publish: bool) -> list[MemberPlan]:
        """Return a plan for each name: by what an import made of it, else by its title."""
        return [self._planned(name, publish=publish) for name in names]

    def make(self, plan: MemberPlan, *, publish: bool) -> MemberPage:
        """Return the plan's page, made or published if that was planned. Call it in a transaction."""
        page = plan.page or self._planned(plan.name, publish=publish).page
        if page is None:
            page = self._new(plan.name, publish=publish)
        elif plan.is_publishing and not page.live:
            page.get_latest_revision().publish()
        plan.page = page
        return page

    def _planned(self, name: str, *, publish: bool) -> MemberPlan:
        record = (
            ImportRecord.objects.filter(kind=ImportRecord.Kind.MEMBER, import_id=self._import_id(name))
            .select_related("page")
            .first()
        )
        if record is None:
            page = self._by_name.get(name_key(name))
            return MemberPlan(name, page, is_made=page is None, is_publishing=publish and page is None)
        page = record.page.specific
        is_draft = not page.live and page.first_published_at is None
        is_untouched = _fingerprint(page) == record.content_fingerprint
        return MemberPlan(name, page, is_publishing=publish and is_draft and is_untouched)

    def _new(self, name: str, *, publish: bool) -> MemberPage:
        assert self.index is not None
        page = MemberPage(title=name, locale=self.index.locale, live=False)
        self.index.refresh_from_db()
        self.index.add_child(instance=page)
        log(page, "wagtail.create")
        revision = page.save_revision()
        if publish:
            revision.publish()
        page.refresh_from_db()
        ImportRecord.objects.create(
            kind=ImportRecord.Kind.MEMBER,
            import_id=self._import_id(name),
            page=page,
            source_title=name,
            content_fingerprint=_fingerprint(page),
        )
        self._by_name.setdefault(name_key(name), page)
        return page

    def _import_id(self, name: str) -> str:
        return f"{self._language}/{name_key(name)}"


def name_key(name: str) -> str:
    """Return what two spellings of a name have in common."""
    return " ".join(name.split()).casefold()


def _fingerprint(page: MemberPage) -> str:
    """Return what changes with anything that is written on a page."""
    return f"revision {page.latest_revision_id}"
