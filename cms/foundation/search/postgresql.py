"""Wagtail's search on PostgreSQL, by tokens: no dictionary and no parser of the database reads them."""

from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast
from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)
from modelsearch.query import Phrase, PlainText

from .indexing import IndexEntry, TokenIndex, Tokens
from .words import Needle, Query, Term, parse

#: Where a token of the column `body` comes from. It holds all three, so that one index finds everything.
TITLE, BODY, AUTOCOMPLETE = "A", "B", "D"


def vector_text(*weighted: tuple[tuple[str, ...], str]) -> str:
    """Return a `tsvector` as text. Tokens are a to z and 0 to 9: nothing needs quoting.

    Only what has a place has a weight, so each stands at the first.
    """
    weights: dict[str, str] = {}
    for tokens, weight in weighted:
        for token in tokens:
            weights.setdefault(token, weight)
    return " ".join(f"{token}:1{weight}" for token, weight in weights.items())


def query_text(query: Query, weights: str = "", operator: str = "&") -> str:
    """Return a query as text of a `tsquery`, for tokens of any of these weights, or of all."""

    def of_needle(needle: Needle) -> str:
        prefixes = (f"{prefix}:*{weights}" for prefix in needle.prefixes)
        return "|".join((*prefixes, *(f"{token}:{weights}" if weights else token for token in needle.exact)))

    def of_term(term: Term) -> str:
        choices = ("&".join(f"({of_needle(needle)})" for needle in choice) for choice in term.choices)
        return "|".join(f"({choice})" for choice in choices)

    return operator.join(f"({of_term(term)})" for term in query.terms)


class TokenQuery(SearchQuery):
    """A `tsquery` as it is written: no parser and no dictionary reads it."""

    template = "(%(expressions)s)::tsquery"

    def __init__(self, text: str, *, invert: bool = False) -> None:
        super().__init__(text, search_type="raw", invert=invert)


#: By the columns that are searched: the column that holds them, and their weights in it.
_SEARCHED = {
    ("title",): ("title", ""),
    ("title", "body"): ("body", TITLE + BODY),
    ("title", "body", "autocomplete"): ("body", ""),
}


def sought_text(query: Query, columns: tuple[str, ...]) -> str:
    """Return what `found_ids` is to find."""
    return query_text(query, _SEARCHED[columns][1])


def found_ids(text: str, content_types: list[int], columns: tuple[str, ...]) -> QuerySet[Any]:
    """Return as `page` the ids of objects that have every term in one of the columns, or several."""
    column, _ = _SEARCHED[columns]
    entries = IndexEntry.objects.filter(content_type_id__in=content_types, **{column: TokenQuery(text)})
    return entries.order_by().annotate(page=Cast("object_id", BigIntegerField())).values("page")


class TokensFromText:
    """Makes tokens of what the admin looks for; of a phrase every word must be found."""

    def build_tsquery_content(self, query: Any, config: str | None = None, invert: bool = False) -> Any:
        if isinstance(query, PlainText | Phrase):
            operator = "|" if getattr(query, "operator", "and") == "or" else "&"
            return TokenQuery(query_text(parse(query.query_string), operator=operator), invert=invert)
        return super().build_tsquery_content(query, config=config, invert=invert)  # type: ignore[misc]


class SearchCompiler(TokensFromText, PostgresSearchQueryCompiler):
    pass


class AutocompleteCompiler(TokensFromText, PostgresAutocompleteQueryCompiler):
    pass


class PostgresTokenIndex(TokenIndex, PostgresIndex):
    def columns(self, tokens: Tokens) -> dict[str, str]:
        return {
            "title": vector_text((tokens.title, TITLE)),
            "body": vector_text(
                (tokens.title, TITLE), (tokens.body, BODY), (tokens.autocomplete, AUTOCOMPLETE)
            ),
            "autocomplete": vector_text((tokens.autocomplete, AUTOCOMPLETE)),
        }


class SearchBackend(PostgresSearchBackend):
    index_class = PostgresTokenIndex
    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
