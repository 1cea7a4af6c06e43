"""Which page an earlier run made of an article, and when that is in doubt."""

import hashlib
import os
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from django.db.models import QuerySet

from .articles import Article
from .models import ImportRecord

_MAX_FILE_NAME = 255


@dataclass(frozen=True)
class Origin:
    """Where a file comes from: `source` is its path as given, or the name of the source it belongs to."""

    source: str
    file_name: str
    #: The source is a name: it holds many files.
    is_named: bool = False


@dataclass(frozen=True)
class Match:
    """What is known of an article: its record, or why it may be one that was imported before."""

    record: ImportRecord | None = None
    doubt: str = ""


def origin_of(file: Path, source: str) -> Origin:
    """Return a file's origin; `source` is the name given for all files of a run, empty without one."""
    name = unicodedata.normalize("NFC", file.name)[:_MAX_FILE_NAME]
    if source:
        return Origin(unicodedata.normalize("NFC", source), name, is_named=True)
    return Origin(unicodedata.normalize("NFC", os.path.normpath(file)), name)


def import_id_of(language: str, origin: Origin, article: Article, digest: str) -> str:
    """Return an id that no other article of this language has."""
    told = "\n".join([origin.source, origin.file_name, article.title, article.date.isoformat(), digest])
    return f"{language}/{hashlib.sha256(told.encode()).hexdigest()}"


@dataclass
class ArticleRecords:
    """The articles imported in one language, by earlier runs and so far by this one.

    An article is its source with its title and date; the same text from elsewhere is the same article. All
    that is merely alike is in doubt.
    """

    language: str
    _taken: set[int] = field(default_factory=set)
    #: (title, date) → file, of the articles that this run makes.
    _made: dict[tuple[str, object], str] = field(default_factory=dict)

    def match(self, origin: Origin, article: Article, digest: str) -> Match:
        """Return the record of an article, taken from then on, or the doubt about a new one."""
        record = self._same(origin, article, digest)
        if record:
            self._taken.add(record.pk)
            return Match(record)
        doubt = self._doubt(origin, article)
        self._made.setdefault((article.title, article.date), str(origin.source))
        return Match(doubt=doubt)

    def _all(self) -> QuerySet[ImportRecord]:
        news = ImportRecord.objects.filter(
            kind=ImportRecord.Kind.NEWS, import_id__startswith=f"{self.language}/"
        )
        return news.select_related("page").order_by("pk")

    def _same(self, origin: Origin, article: Article, digest: str) -> ImportRecord | None:
        alike = self._all().filter(source_date=article.date).exclude(pk__in=self._taken)
        same_text = list(alike.filter(source_digest=digest))
        here = [record for record in same_text if record.source == origin.source]
        by_identity = alike.filter(source=origin.source, source_title=article.title)
        return next(iter([*here, *same_text]), None) or by_identity.first()

    def _doubt(self, origin: Origin, article: Article) -> str:
        twin = self._all().filter(source_title=article.title, source_date=article.date).first()
        other = _told(twin) if twin else self._made.get((article.title, article.date))
        if other:
            return f"an article of this title and date was imported from {other}"
        of_file = self._all().filter(source=origin.source)
        if origin.is_named:
            of_file = of_file.filter(file_name=origin.file_name, source_date=article.date)
        before = of_file.last()
        if before:
            when = f"{before.source_date:%d.%m.%Y}" if before.source_date else "no date"
            return f'this file was imported before as "{before.source_title}", {when}'
        return ""


def _told(record: ImportRecord) -> str:
    place = record.source or "a file"
    return f"{place} ({record.file_name})" if record.file_name not in place else place
