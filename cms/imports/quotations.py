"""Direct speech in a paragraph: which quoted words are a quotation, and who said them.

The rules: a quotation has at least five words and stands as speech does (behind a colon, as a sentence,
before or behind its speaker); quoted names are none. One that never closes ends before the next speaker's
introduction, else with its paragraph. What introduces it stays as text.
"""

import re
from dataclasses import dataclass, field

from .articles import Note, Paragraph, Quotation
from .name_tokens import words_of
from .people import KnownPeople, Person
from .quotation_marks import Mark, QuotedSpan, quoted_spans
from .sentences import sentence_start
from .speakers import (
    introduces_name,
    introduces_speech,
    introduction_start,
    next_tag,
    people_in,
    speaker_after,
    speaker_before,
    speaker_tag,
    who_is_meant,
)
from .vocabulary import ADDRESSING_VERBS, SPEECH_VERBS

MIN_WORDS = 5

_LETTER = re.compile(r"\w")
_LEFT_OVER = " \t\u00a0,.;:–—-"
_MARKS = "„“”\"‚‘’'«»‹›, \u00a0"
_CLOSING = "“”\"’'»«)]"
_SENTENCE_ENDS = (".", "!", "?", "…")


@dataclass
class SpeechReader:
    """Reads the paragraphs of one article in order, and remembers who was introduced."""

    known: KnownPeople = field(default_factory=KnownPeople)
    notes: list[Note] = field(default_factory=list)
    _last_speaker: Person | None = None
    #: Those whom the nearest paragraph before names that names anybody.
    _named_before: list[Person] = field(default_factory=list)
    #: The paragraph before, if its end still bears on this one: "… said:", or a quotation that goes on.
    _text_before: str = ""
    _is_continued: bool = False

    def hear(self, text: str) -> None:
        """Note the people that a text names which holds no quotations of its own."""
        self.known.learn(text)
        self._named_before = people_in(text, self.known) or self._named_before
        self._text_before, self._is_continued = "", False

    def read(self, text: str, line: int) -> list[Paragraph | Quotation]:
        """Return a paragraph's text and its quotations in their order."""
        pieces: list[Paragraph | Quotation] = []
        position = 0
        spans = self._quotations(text, line)
        for number, span in enumerate(spans):
            limit = spans[number + 1].outer_start if number + 1 < len(spans) else len(text)
            self.known.learn(text[position : span.outer_start])
            person = self._speaker(text, position, span, limit)
            pieces.extend(_rest(text[position : span.outer_start], line, is_first=position == 0))
            pieces.append(self._quotation(text, span, person, line))
            self._last_speaker = person or self._last_speaker
            self.known.learn(text[span.start : span.end])
            position = span.outer_end
            self._is_continued = not span.is_closed and not text[position:].strip()
        pieces.extend(_rest(text[position:], line, is_first=position == 0))
        self.known.learn(text[position:])
        self._named_before = people_in(text, self.known) or self._named_before
        if not spans:
            self._is_continued = False
        self._text_before = text.rstrip() if not spans or text[position:].strip() else ""
        return pieces

    def _quotations(self, text: str, line: int) -> list[QuotedSpan]:
        quotations = []
        position = 0
        for span in quoted_spans(text, self._end_of_unclosed):
            words = text[span.start : span.end]
            if self._is_speech(text, position, span):
                quotations.append(span)
                position = span.outer_end
            elif word_count(words) >= MIN_WORDS:
                self.notes.append(Note(line, "quoted words left in their sentence", words))
        return quotations

    def _is_speech(self, text: str, position: int, span: QuotedSpan) -> bool:
        words = text[span.start : span.end].rstrip()
        if word_count(words) < MIN_WORDS:
            return False
        before = text[position : span.outer_start].rstrip()
        if introduces_speech(before):
            return not (words.endswith(("!", "?")) and introduces_name(before))
        if not span.is_closed:
            return not before or before.endswith(_SENTENCE_ENDS)
        if before and not before.rstrip(_CLOSING).endswith(_SENTENCE_ENDS):
            # Quoted words within a sentence are the name of something, whatever they end in.
            return False
        if speaker_tag(text, span.outer_end, len(text)):
            return True
        following = re.match(r"\s+(?:[–—-]\s+)?(?P<word>\w+)", text[span.outer_end :])
        return not (following and following["word"][0].islower())

    def _end_of_unclosed(self, text: str, start: int, marks: list[Mark]) -> int | None:
        """Return where an unclosed quotation ends: before the next speaker, else with its paragraph."""
        before = text[:start].rstrip(_MARKS).rstrip()
        if before and not (introduces_speech(before) or before.endswith(_SENTENCE_ENDS)):
            return None
        self.known.learn(text[sentence_start(text, start) : start])
        end = len(text)
        for mark in marks:
            if mark.is_opening:
                begin = introduction_start(text, start, mark.start, self.known)
                if begin is not None and begin > start:
                    end = begin
                    break
        tag = next_tag(text, start, end, self.known)
        return end if tag is None or word_count(text[start:tag]) < MIN_WORDS else tag

    def _speaker(self, text: str, position: int, span: QuotedSpan, limit: int) -> Person | None:
        """Return who said it: named in front, behind, in the sentence before, or the one who goes on."""
        begin = max(position, sentence_start(text, span.outer_start))
        before = text[begin : span.outer_start]
        is_introduced = introduces_speech(before)
        if is_introduced:
            person = speaker_before(before, self.known)
            if person:
                return self.known.add(person)
        elif position == 0 and not before.strip() and self._text_before.endswith((":", ";")):
            return self._speaker_of_paragraph_before()
        tag = speaker_tag(text, span.outer_end, limit)
        if tag:
            person = speaker_after(text[: span.outer_end + len(tag)], span.outer_end, self.known)
            if person:
                return self.known.add(person)
        clause = tag or (before if is_introduced else "")
        if clause:
            before_clause = text[: span.outer_start] if tag else text[:begin]
            return who_is_meant(clause, before_clause, self.known, self._named_before)
        if before.strip(_LEFT_OVER):
            return None
        return self._speaker_going_on(text, position, begin)

    def _speaker_of_paragraph_before(self) -> Person | None:
        earlier = self._text_before
        begin = sentence_start(earlier, len(earlier))
        person = speaker_before(earlier[begin:], self.known)
        if person:
            return self.known.add(person)
        return who_is_meant(earlier[begin:], earlier[:begin], self.known, [])

    def _speaker_going_on(self, text: str, position: int, begin: int) -> Person | None:
        """Return the speaker of words that nothing introduces."""
        if position == 0 and not text[:begin].strip():
            return self._last_speaker if self._is_continued else None
        others = set(people_in(text[position:begin], self.known)) - {self._last_speaker}
        if position and speaker_tag(text, position, begin):
            return self._last_speaker if not others else None
        sentence = text[max(position, sentence_start(text, begin - 2)) : begin]
        named = people_in(sentence, self.known)
        is_speaking = any(word in SPEECH_VERBS | ADDRESSING_VERBS for word in words_of(sentence))
        return self.known.add(named[0]) if len(named) == 1 and is_speaking else None

    def _quotation(self, text: str, span: QuotedSpan, person: Person | None, line: int) -> Quotation:
        words = text[span.start : span.end].strip(" \t\u00a0").rstrip(",").rstrip()
        if person is None:
            self.notes.append(Note(line, self._doubt_about_speaker(text), words))
        if not span.is_closed:
            self.notes.append(Note(line, "this quotation has no closing mark", words))
        return Quotation(
            words, line, person.name if person else "", person.role if person else "", span.is_closed
        )

    def _doubt_about_speaker(self, text: str) -> str:
        """Return why nobody stands for a quotation, and who may have said it."""
        names = [person.name for person in people_in(text, self.known) or self._named_before]
        told = "nobody is named for this quotation"
        return f"{told}; perhaps it is {' or '.join(names)} who speaks" if names else told


def word_count(text: str) -> int:
    """Return how many words a text has; "One-Stop-Shop" is one."""
    return sum(1 for word in text.split() if _LETTER.search(word))


def _rest(text: str, line: int, *, is_first: bool) -> list[Paragraph]:
    """Return what stands between quotations, without the punctuation that joined it to them."""
    bare = text.strip(" \t\u00a0") if is_first else text.lstrip(_LEFT_OVER).rstrip(" \t\u00a0")
    return [Paragraph(bare, line)] if _LETTER.search(bare) else []
