"""Signal receivers that write the change log in the transaction that changes content.

So neither is ever without the other. Django's signals of saving are heard, not Wagtail's of publishing: those
come after the commit of the change. `Page.save` is one transaction with its signal, and so is every deletion.
A record of one table is committed before its signal; `in_one_transaction` sees to it that those are not.
"""

from typing import Any

from django.apps import apps
from django.db import connections, transaction
from django.db.backends.signals import connection_created
from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete, pre_save
from wagtail.models import Locale, Page, PageViewRestriction, Site, get_page_models
from wagtail.signals import post_page_move

from cms.media.models import CmsDocument, CmsImage
from cms.media.signals import collection_changed, renditions_changed

from .addresses import has_home
from .edition import UNSEEN_COLUMNS, watch
from .models import ContentVersion, PublicPage
from .public_pages import begin_or_sync_log, sync_deleted_pages, sync_public_page, sync_public_pages
from .shared_records import (
    EVERYTHING,
    SHARED_RECORDS,
    UNSEEN_WHILE_NEW,
    file_record,
    public_file,
    record_shared,
)
from .watched_tables import watched_tables


def register() -> None:
    connection_created.connect(watch, dispatch_uid="delivery.edition")
    for model in get_page_models():
        post_save.connect(page_saved, sender=model, dispatch_uid=f"delivery.{model._meta.label}")
    pre_delete.connect(page_deleted, sender=Page, dispatch_uid="delivery.page_deleted")
    post_page_move.connect(page_moved, dispatch_uid="delivery.page_moved")
    for model in apps.get_models():
        # A model of several tables is saved in one transaction by Django.
        if model._meta.db_table in watched_tables() and not model._meta.parents:
            in_one_transaction(model)
    for model in SHARED_RECORDS:
        uid = f"delivery.{model._meta.label}"
        pre_save.connect(shared_record_saving, sender=model, dispatch_uid=uid)
        post_save.connect(shared_record_saved, sender=model, dispatch_uid=uid)
        pre_delete.connect(shared_record_deleted, sender=model, dispatch_uid=uid)
    post_save.connect(restriction_saved, sender=PageViewRestriction, dispatch_uid="delivery.restricted")
    post_delete.connect(restriction_deleted, sender=PageViewRestriction, dispatch_uid="delivery.opened")
    for model in (Site, Locale):
        post_save.connect(addresses_saved, sender=model, dispatch_uid=f"delivery.{model._meta.label}.tree")
    renditions_changed.connect(renditions_made, sender=CmsImage, dispatch_uid="delivery.renditions")
    for model in (CmsImage, CmsDocument):
        collection_changed.connect(files_regrouped, sender=model, dispatch_uid="delivery.regrouped")
    post_migrate.connect(begin_log, dispatch_uid="delivery.begin_log")


def in_one_transaction(model: Any) -> None:
    """Make the saving of a model's rows one transaction with the edition and the signals about it."""
    model.save_base = transaction.atomic(savepoint=False)(model.save_base)


def page_saved(
    instance: Page, created: bool = False, update_fields: Any = None, raw: bool = False, **kwargs: Any
) -> None:
    if not raw and not (update_fields is not None and UNSEEN_COLUMNS.issuperset(update_fields)):
        sync_public_page(instance.pk)
        if created:
            # Of one that is public already the entry of the page has said so.
            hidden = Page.objects.exclude(pk__in=PublicPage.objects.order_by().values("page_id"))
            _record_homes(hidden.filter(pk=instance.pk))


def page_moved(instance: Page, **kwargs: Any) -> None:
    """Languages stand in the order of their home pages. All else of a move is told when the page is saved."""
    with transaction.atomic():
        _record_homes(Page.objects.filter(pk=instance.pk))


def page_deleted(instance: Page, origin: Any = None, **kwargs: Any) -> None:
    """Record a whole deleted branch at its first page: Wagtail deletes it as one queryset."""
    pages = Page.objects.filter(pk=instance.pk)
    if isinstance(origin, QuerySet) and issubclass(origin.model, Page):
        if getattr(origin, "is_recorded", False):
            return
        origin.is_recorded = True  # type: ignore[attr-defined]
        pages = origin
    sync_deleted_pages(pages)
    _record_homes(pages)


def _record_homes(pages: QuerySet[Page]) -> None:
    """A language that a site has, or no longer has, touches every answer, also if nothing of it is public."""
    if has_home(pages):
        record_shared([EVERYTHING])


def restriction_saved(instance: PageViewRestriction, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        _record_below(instance.page_id)


def restriction_deleted(instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    """A restriction that goes with its page opens nothing."""
    if _is_of(origin, PageViewRestriction):
        _record_below(instance.page_id)


def _record_below(page_id: int) -> None:
    tree_path = Page.objects.filter(pk=page_id).values_list("path", flat=True).first()
    if tree_path:
        sync_public_pages(tree_path)


def addresses_saved(instance: Site | Locale, raw: bool = False, **kwargs: Any) -> None:
    """A site with another root page, or a language with another code, has other addresses."""
    if not raw:
        sync_public_pages("")


def shared_record_saving(sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Note what the record was part of: a picture may become private now, a menu get another name."""
    before = None if raw or instance.pk is None else sender._base_manager.filter(pk=instance.pk).first()
    instance._shared_before = SHARED_RECORDS[sender](before) if before is not None else None


def shared_record_saved(
    sender: type[Model], instance: Any, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    if not raw and not (created and sender in UNSEEN_WHILE_NEW):
        record_shared([instance._shared_before, SHARED_RECORDS[sender](instance)])


def shared_record_deleted(sender: type[Model], instance: Any, origin: Any = None, **kwargs: Any) -> None:
    """What goes along with another record is told by that one."""
    if _is_of(origin, sender):
        record_shared([SHARED_RECORDS[sender](instance)])


def renditions_made(instance: CmsImage, **kwargs: Any) -> None:
    record_shared([file_record(instance)])


def files_regrouped(sender: Any, ids: list[int], **kwargs: Any) -> None:
    record_shared([public_file(sender, file_id) for file_id in ids])


def begin_log(sender: Any, using: str, **kwargs: Any) -> None:
    """Begin the log, or bring it up to date, when the database is ready for it: after the last migration."""
    if sender.label != ContentVersion._meta.app_label:
        return
    if ContentVersion._meta.db_table in connections[using].introspection.table_names():
        begin_or_sync_log()


def _is_of(origin: Any, model: type[Model]) -> bool:
    """Tell whether a deletion began with rows of `model`; otherwise it followed from another."""
    return issubclass(origin.model if isinstance(origin, QuerySet) else type(origin), model)
