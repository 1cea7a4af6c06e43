"""Wagtail's search on SQLite, by tokens: FTS5, whose own reading of a text finds nothing to fold in them."""

from typing import Any

from django.db.models import BigIntegerField, QuerySet, Value
from django.db.models.functions import Cast
from modelsearch.backends.database.sqlite.query import MatchExpression, SearchQueryExpression
from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)
from modelsearch.query import Phrase, PlainText

from .indexing import TokenIndex, Tokens
from .words import Needle, Query, Term, parse

#: Finds nothing: no text has it.
NOTHING = '"_"'


def _needle_text(needle: Needle) -> str:
    prefixes = (f'"{prefix}"*' for prefix in needle.prefixes)
    return " OR ".join((*prefixes, *(f'"{token}"' for token in needle.exact)))


def term_text(term: Term) -> str:
    """Return a term in the language of FTS5. Tokens are a to z and 0 to 9: nothing needs escaping."""
    choices = (" AND ".join(f"({_needle_text(needle)})" for needle in choice) for choice in term.choices)
    return " OR ".join(f"({choice})" for choice in choices)


def query_text(query: Query, operator: str = "AND") -> str:
    return f" {operator} ".join(f"({term_text(term)})" for term in query.terms) or NOTHING


def sought_text(query: Query, columns: tuple[str, ...]) -> str:
    """Return what `found_ids` is to find."""
    return query_text(query)


def found_ids(text: str, content_types: list[int], columns: tuple[str, ...]) -> QuerySet[Any]:
    """Return as `page` the ids of objects that have every term in one of the columns, or several."""
    match = MatchExpression(list(columns), SearchQueryExpression(Value(text)))
    entries = SQLiteFTSIndexEntry.objects.filter(match, index_entry__content_type_id__in=content_types)
    number = Cast("index_entry__object_id", BigIntegerField())
    return entries.order_by().annotate(page=number).values("page")


class TokensFromText:
    """Makes tokens of what the admin looks for; of a phrase every word must be found."""

    def build_search_query_content(self, query: Any, config: Any = None) -> Any:
        if isinstance(query, PlainText | Phrase):
            operator = getattr(query, "operator", "and").upper()
            return SearchQueryExpression(Value(query_text(parse(query.query_string), operator)))
        return super().build_search_query_content(query, config=config)  # type: ignore[misc]


class SearchCompiler(TokensFromText, SQLiteSearchQueryCompiler):
    pass


class AutocompleteCompiler(TokensFromText, SQLiteAutocompleteQueryCompiler):
    pass


class SQLiteTokenIndex(TokenIndex, SQLiteIndex):
    def columns(self, tokens: Tokens) -> dict[str, str]:
        return {
            "title": " ".join(tokens.title),
            "body": " ".join(tokens.body),
            "autocomplete": " ".join(tokens.autocomplete),
        }


class SearchBackend(SQLiteSearchBackend):
    index_class = SQLiteTokenIndex
    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
