"""What an article read from a text file consists of. Plain values: no database, no Wagtail."""

from dataclasses import dataclass, field
from datetime import date


class ArticleRefused(ValueError):
    """A file is no article: its name, the line (from 1) that is not as expected, the reason."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}, line {line}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


@dataclass(frozen=True)
class Line:
    """One line of a file: its number from 1, and its text without white space at the ends."""

    number: int
    text: str


@dataclass(frozen=True)
class Heading:
    text: str
    line: int
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    text: str
    line: int


@dataclass(frozen=True)
class ItemList:
    """A list as the file shows it, without its bullets or numbers."""

    items: tuple[str, ...]
    line: int
    is_ordered: bool = False


@dataclass(frozen=True)
class Quotation:
    """Somebody's words without outer marks; `attribution` and `role` are empty if the text names nobody."""

    text: str
    line: int
    attribution: str = ""
    role: str = ""
    is_closed: bool = True


Piece = Heading | Paragraph | ItemList | Quotation


@dataclass(frozen=True)
class PictureName:
    """A picture the article names. `credit` is read from the name, empty if the name tells none."""

    file_name: str
    line: int
    credit: str = ""


@dataclass(frozen=True)
class NamedMember:
    """What the article calls a new member; `doubt` says why it may be no organisation, empty if it is one."""

    name: str
    line: int
    doubt: str = ""


@dataclass(frozen=True)
class ContactDetails:
    """Somebody to turn to. `websites` are absolute addresses."""

    name: str
    line: int
    role: str = ""
    email: str = ""
    phone: str = ""
    websites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """Something for the editor to know or to look at, with the words of the file it is about.

    `is_source`: the words are told here and not in the article's title, teaser, body or picture names.
    """

    line: int
    message: str
    text: str = ""
    is_source: bool = False

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" + (f': "{self.text}"' if self.text else "")


@dataclass(frozen=True)
class Article:
    """A news page read from text. Each word of the file is in one of these fields or in a note's text."""

    file: str
    title: str
    date: date
    teaser: str = ""
    section: str = ""
    pictures: tuple[PictureName, ...] = ()
    body: tuple[Piece, ...] = ()
    members: tuple[NamedMember, ...] = ()
    doubtful_members: tuple[NamedMember, ...] = ()
    contacts: tuple[ContactDetails, ...] = ()
    notes: tuple[Note, ...] = field(default=())

    @property
    def headings(self) -> tuple[Heading, ...]:
        return tuple(piece for piece in self.body if isinstance(piece, Heading))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(piece for piece in self.body if isinstance(piece, Paragraph))

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        return tuple(piece for piece in self.body if isinstance(piece, Quotation))
