"""The one place that says which words a text is found by, and what a query looks for.

Both databases index *tokens* of a to z and 0 to 9, made here from the words of a text: the word itself, case,
umlauts and accents folded; its other spellings (Müller: muller, mueller); and its stem in the language of the
text. A query becomes *terms* of tokens. So a database needs no dictionary, a client has no operators, and
what an excerpt marks is what was found.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import normalize

from anyascii import anyascii
from snowballstemmer import stemmer

from .signs import spelled_out

#: PostgreSQL takes lexemes of 2,046 bytes; no word that anybody looks for is longer than this.
MAX_TOKEN_CHARACTERS = 100
#: A text that is longer is found by its beginning: a `tsvector` ends at a megabyte.
MAX_TEXT_CHARACTERS = 400_000

#: By language code: Snowball's name of the language. Others are found by their words and beginnings of them.
STEMMERS = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "pt": "portuguese",
    "sv": "swedish",
}

#: Soft hyphens and marks without width: they stand inside words, and nobody types them.
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_HYPHENS = "-\u2010\u2011"
_COMPOUND = re.compile(rf"[^\W_]+(?:[{_HYPHENS}][^\W_]+)*")
_HYPHEN = re.compile(f"[{_HYPHENS}]")
_NO_TOKEN = re.compile("[^a-z0-9]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
#: ae, oe and ue as spellings of ä, ö and ü: not in neue, Quelle, and not at the end of a word (see `Term`).
_DIGRAPH = re.compile(r"(?:([ao])e|(?<![aeiouyq])(u)e)(?=.)")


def clean(text: str) -> str:
    """Return a text with composed characters and without unseen ones, its white space single."""
    return " ".join(_UNSEEN.sub("", normalize("NFC", text)).split())


def joined(texts: Iterable[str]) -> str:
    """Return cleaned texts as one; a middle dot parts those that end without a mark of punctuation."""
    kept = [text for text in map(clean, texts) if text]
    parted = (text if text.endswith((".", "!", "?", ":", "…")) else f"{text} ·" for text in kept[:-1])
    return " ".join((*parted, *kept[-1:]))


def fold(word: str) -> str:
    """Return a word in a to z and 0 to 9: case folded, ü as u, ß as ss; empty if nothing is left.

    Signs that look like letters and digits but say something else are spelled out: µm is not um, ½ not 12.
    """
    return _NO_TOKEN.sub("", anyascii(spelled_out(word)).lower())[:MAX_TOKEN_CHARACTERS]


@lru_cache(maxsize=100_000)
def _spellings(word: str) -> tuple[str, ...]:
    """Return the folded word, and the same with ü as ue where it has umlauts."""
    return tuple(dict.fromkeys(filter(None, (fold(word), fold(word.lower().translate(_UMLAUTS))))))


def _without_digraphs(token: str) -> str:
    return _DIGRAPH.sub(lambda match: match[1] or match[2], token)


@lru_cache(maxsize=100_000)
def _stem(word: str, code: str) -> str:
    """Return the folded stem of a word; empty in a language without stemmer."""
    name = STEMMERS.get(code.partition("-")[0])
    # A stemmer has state, so threads can't share one.
    return fold(stemmer(name).stemWord(word.lower())) if name else ""


@lru_cache(maxsize=100_000)
def tokens_of(word: str, code: str) -> tuple[str, ...]:
    """Return what one word is indexed by in a language; the folded word first."""
    spellings = _spellings(word)
    tokens = (*spellings, *map(_without_digraphs, spellings), _stem(word, code))
    return tuple(dict.fromkeys(filter(None, tokens)))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text and where it stands there. One with hyphens comes whole, its parts in `parts`."""

    text: str
    start: int
    end: int
    parts: tuple["Word", ...] = ()

    def tokens(self, code: str) -> tuple[str, ...]:
        """Return what the word is indexed by; what has hyphens also as if it had none (e-mail: email)."""
        if self.parts:
            return tokens_of("".join(part.text for part in self.parts), code)
        return tokens_of(self.text, code)


def words_in(text: str) -> Iterator[Word]:
    """Yield the words of a text that `clean` returned."""
    for match in _COMPOUND.finditer(text):
        start, parts = match.start(), []
        pieces = _HYPHEN.split(match[0])
        if len(pieces) > 1:
            for piece in pieces:
                parts.append(Word(piece, start, start + len(piece)))
                start += len(piece) + 1
        yield Word(match[0], match.start(), match.end(), tuple(parts))


def index_tokens(text: str, code: str) -> tuple[str, ...]:
    """Return what a text in a language ("" for none) is found by, each token once."""
    tokens: dict[str, None] = {}
    for word in words_in(clean(text[:MAX_TEXT_CHARACTERS])):
        for each in (word, *word.parts):
            tokens.update(dict.fromkeys(each.tokens(code)))
    return tuple(tokens)


@dataclass(frozen=True, slots=True)
class Needle:
    """A word of a query: found by a token that begins with one of `prefixes`, or is one of `exact`.

    `prefixes` are its spellings, since a word may be typed in part; there are none for a word that a hyphen
    ends. Its stem, and Mueller as muller, are looked for as they are: a beginning of so little would find too
    much (shoe: shop).
    """

    prefixes: tuple[str, ...]
    exact: tuple[str, ...]

    def finds(self, tokens: Iterable[str]) -> bool:
        return any(token.startswith(self.prefixes) or token in self.exact for token in tokens)


@dataclass(frozen=True, slots=True)
class Term:
    """What must be found for one word of a query: all of one of its `choices`.

    A word with hyphens has two: its parts, and the parts as one word.
    """

    choices: tuple[tuple[Needle, ...], ...]


@dataclass(frozen=True)
class Query:
    """What is looked for: every one of `terms`. A query without terms finds nothing."""

    terms: tuple[Term, ...]
    #: The language of the texts that are searched.
    code: str = ""
    #: Where in a word of a text something is found, by the word: texts have most of their words in common.
    _known: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict, compare=False, repr=False)

    def spans_in(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of what is found in a text that `clean` returned, between two places of it."""
        for match in _COMPOUND.finditer(text, start, len(text) if end is None else end):
            spans = self._known.get(match[0])
            if spans is None:
                spans = self._known[match[0]] = tuple(self._spans_of(match[0]))
            for first, last in spans:
                yield match.start() + first, match.start() + last

    def _spans_of(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where something is found in one word: all of it, or parts that hyphens join."""
        needles = [needle for term in self.terms for choice in term.choices for needle in choice]
        for word in words_in(text):
            for candidates in ((word,), word.parts):
                found = [
                    (each.start, each.end)
                    for each in candidates
                    if any(needle.finds(each.tokens(self.code)) for needle in needles)
                ]
                if found:
                    yield from found
                    break


def parse(query: str, *codes: str) -> Query:
    """Return what a reader typed as terms. Stems are those of the languages given; texts are in the first."""
    terms = []
    for word in words_in(clean(query)):
        pieces = [piece for piece in ([part.text for part in word.parts] or [word.text]) if fold(piece)]
        if not pieces:
            continue
        apart = [_needle(piece, codes, is_complete=True) for piece in pieces[:-1]]
        apart.append(_needle(pieces[-1], codes))
        whole = (_needle("".join(pieces), codes),)
        terms.append(Term(tuple(dict.fromkeys((tuple(apart), whole)))))
    return Query(tuple(dict.fromkeys(terms)), codes[0] if codes else "")


def _needle(word: str, codes: Iterable[str], *, is_complete: bool = False) -> Needle:
    spellings = _spellings(word)
    prefixes = () if is_complete else spellings
    exact = (*spellings, *map(_without_digraphs, spellings), *(_stem(word, code) for code in codes))
    return Needle(
        prefixes, tuple(token for token in dict.fromkeys(exact) if token and not token.startswith(prefixes))
    )
