"""Wagtail's search on PostgreSQL, by tokens: no dictionary and no parser of the database reads them."""

from collections import defaultdict
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import BigIntegerField, F, Q, QuerySet
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast
from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)
from modelsearch.query import Phrase, PlainText

from .indexing import IndexEntry, TokenIndex
from .words import IndexTokens, Needle, Query, Term, index_tokens, parse

#: PostgreSQL keeps so many places of a word, and none beyond the last.
MOST_PLACES = 255
LAST_PLACE = 16_383


def vector_text(tokens: IndexTokens, weight: str) -> str:
    """Return a `tsvector` as text. Tokens are a to z and 0 to 9: nothing needs quoting."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, token in enumerate(tokens.in_order, start=1):
        if place <= LAST_PLACE and len(places[token]) < MOST_PLACES:
            places[token].append(place)
        elif token not in places:
            places[token] = []
    words = [
        f"{token}:{','.join(f'{place}{weight}' for place in found)}" if found else token
        for token, found in places.items()
    ]
    return " ".join((*words, *tokens.beside))


def _needle_text(needle: Needle) -> str:
    return "|".join((*(f"{prefix}:*" for prefix in needle.prefixes), *needle.exact))


def term_text(term: Term) -> str:
    """Return a term as text of a `tsquery`."""
    choices = ("&".join(f"({_needle_text(needle)})" for needle in choice) for choice in term.choices)
    return "|".join(f"({choice})" for choice in choices)


class TokenQuery(SearchQuery):
    """A `tsquery` as it is written: no parser and no dictionary reads it."""

    template = "(%(expressions)s)::tsquery"

    def __init__(self, text: str, *, invert: bool = False) -> None:
        super().__init__(text, search_type="raw", invert=invert)


def found_ids(query: Query, content_types: list[int], columns: tuple[str, ...]) -> QuerySet[Any]:
    """Return the ids of the objects that have every term in one of the columns, or in any of several."""
    entries = IndexEntry.objects.filter(content_type_id__in=content_types)
    entries = entries.annotate(title_and_body=CombinedExpression(F("title"), "||", F("body")))
    # Wagtail's index of both columns in one serves them both.
    searched = ["title_and_body" if column == "body" else column for column in columns]
    if "body" in columns:
        searched.remove("title")
    for term in query.terms:
        token_query = TokenQuery(term_text(term))
        condition = Q()
        for column in searched:
            condition |= Q(**{column: token_query})
        entries = entries.filter(condition)
    return entries.order_by().values_list(Cast("object_id", BigIntegerField()), flat=True)


class TokensFromText:
    """For Wagtail's compilers: plain text and phrases, as the admin searches them, become tokens."""

    def build_tsquery_content(self, query: Any, config: str | None = None, invert: bool = False) -> Any:
        if isinstance(query, PlainText):
            terms = [f"({term_text(term)})" for term in parse(query.query_string).terms]
            return TokenQuery(("&" if query.operator == "and" else "|").join(terms), invert=invert)
        if isinstance(query, Phrase):
            words = index_tokens(query.query_string, "").in_order
            return TokenQuery("<->".join(words), invert=invert)
        return super().build_tsquery_content(query, config=config, invert=invert)  # type: ignore[misc]


class SearchCompiler(TokensFromText, PostgresSearchQueryCompiler):
    pass


class AutocompleteCompiler(TokensFromText, PostgresAutocompleteQueryCompiler):
    pass


class PostgresTokenIndex(TokenIndex, PostgresIndex):
    written = vector_text


class SearchBackend(PostgresSearchBackend):
    index_class = PostgresTokenIndex
    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
