"""Direct speech in a paragraph: which quoted words are a quotation, and who said them.

The rules: a quotation has at least five words and stands as speech does (behind a colon, as a sentence,
before or behind its speaker); quoted names are none. One that never closes ends before the next speaker's
introduction, else with its paragraph. What introduces it stays as text.
"""

import re
from dataclasses import dataclass, field

from .articles import Note, Paragraph, Quotation
from .people import KnownPeople, Person, mentions
from .quotation_marks import Mark, QuotedSpan, quoted_spans
from .sentences import sentence_start
from .speakers import (
    introduces_speech,
    introduction_start,
    next_tag,
    speaker_after,
    speaker_before,
    speaker_tag,
    who_is_meant,
)

MIN_WORDS = 5

_LETTER = re.compile(r"\w")
_LEFT_OVER = " \t\u00a0,.;:–—-"
_MARKS = "„“”\"‚‘’'«»‹›, \u00a0"
_SENTENCE_ENDS = (".", "!", "?", "…")


@dataclass
class SpeechReader:
    """Reads the paragraphs of one article in order, and remembers who was introduced."""

    known: KnownPeople = field(default_factory=KnownPeople)
    notes: list[Note] = field(default_factory=list)
    _last_speaker: Person | None = None
    #: The paragraph before, if its end still bears on this one: "… said:", or a quotation that goes on.
    _text_before: str = ""
    _is_continued: bool = False

    def hear(self, text: str) -> None:
        """Note the people that a text names which holds no quotations of its own."""
        self.known.learn(text)
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
            return True
        if not span.is_closed:
            return not before or before.endswith(_SENTENCE_ENDS)
        if speaker_tag(text, span.outer_end, len(text)) or words.endswith(_SENTENCE_ENDS):
            return True
        if before and not before.endswith(_SENTENCE_ENDS):
            return False
        following = re.match(r"\s+(?P<word>\w+)", text[span.outer_end :])
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
            return who_is_meant(clause, text[:begin], self.known, self._last_speaker)
        if before.strip(_LEFT_OVER):
            return None
        return self._speaker_going_on(text, position, begin)

    def _speaker_of_paragraph_before(self) -> Person | None:
        earlier = self._text_before
        begin = sentence_start(earlier, len(earlier))
        person = speaker_before(earlier[begin:], self.known)
        if person:
            return self.known.add(person)
        return who_is_meant(earlier[begin:], earlier[:begin], self.known, self._last_speaker)

    def _speaker_going_on(self, text: str, position: int, begin: int) -> Person | None:
        """Return the speaker of words that nothing introduces."""
        if position == 0 and not text[:begin].strip():
            return self._last_speaker if self._is_continued else None
        if position and speaker_tag(text, position, begin):
            return self._last_speaker
        sentence = max(position, sentence_start(text, begin - 2))
        named = {mention.person for mention in mentions(text[sentence:begin], self.known) if mention.is_sure}
        return self.known.add(named.pop()) if len(named) == 1 else None

    def _quotation(self, text: str, span: QuotedSpan, person: Person | None, line: int) -> Quotation:
        words = text[span.start : span.end].strip(" \t\u00a0").rstrip(",").rstrip()
        if person is None:
            self.notes.append(Note(line, "nobody is named for this quotation", words))
        if not span.is_closed:
            self.notes.append(Note(line, "this quotation has no closing mark", words))
        return Quotation(
            words, line, person.name if person else "", person.role if person else "", span.is_closed
        )


def word_count(text: str) -> int:
    """Return how many words a text has; "One-Stop-Shop" is one."""
    return sum(1 for word in text.split() if _LETTER.search(word))


def _rest(text: str, line: int, *, is_first: bool) -> list[Paragraph]:
    """Return what stands between quotations, without the punctuation that joined it to them."""
    bare = text.strip(" \t\u00a0") if is_first else text.lstrip(_LEFT_OVER).rstrip(" \t\u00a0")
    return [Paragraph(bare, line)] if _LETTER.search(bare) else []
