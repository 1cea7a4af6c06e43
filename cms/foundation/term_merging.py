"""For migrations: one word of each key, of what was one word in several spellings."""

from collections.abc import Iterable
from typing import Any

from .slugs import numbered, slug_from, word_key


def merge_spellings(terms: Any, rows: Any, revisions: Any, items: str) -> None:
    """Give every term its key; what differs in spelling alone becomes the term that was there first.

    `terms` and `rows` are all free terms and the rows that join them with pages; `revisions` those of the
    pages, whose content has such rows under the name `items`. Drafts keep their terms, too.
    """
    kept: dict[str, int] = {}
    gone: dict[int, int] = {}
    taken = set(terms.values_list("slug", flat=True))
    for term in terms.order_by("pk"):
        first = kept.setdefault(word_key(term.name), term.pk)
        if first != term.pk:
            gone[term.pk] = first
            continue
        term.key = word_key(term.name)
        if not term.slug:
            slugs = numbered(slug_from(term.name, max_length=90) or term._meta.model_name)
            term.slug = next(slug for slug in slugs if slug not in taken)
            taken.add(term.slug)
        term.save(update_fields=["key", "slug"])
    for old, first in gone.items():
        pages = list(rows.filter(tag_id=first).values_list("content_object_id", flat=True))
        rows.filter(tag_id=old, content_object_id__in=pages).delete()
        rows.filter(tag_id=old).update(tag_id=first)
    if gone:
        for revision in revisions.iterator(chunk_size=200):
            found = revision.content.get(items) or []
            if any(item.get("tag") in gone for item in found):
                revision.content[items] = list(_once(found, gone))
                revision.save(update_fields=["content"])
    terms.filter(pk__in=gone).delete()


def _once(items: Iterable[dict[str, Any]], gone: dict[int, int]) -> Iterable[dict[str, Any]]:
    """Yield the rows of a revision with the terms that are kept, each once."""
    seen: set[Any] = set()
    for item in items:
        tag = gone.get(item.get("tag", 0), item.get("tag"))
        if tag not in seen:
            seen.add(tag)
            yield {**item, "tag": tag}
