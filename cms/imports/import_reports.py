"""An import's plans and results, as lines for whoever runs it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.text import Truncator

from .articles import Article, ItemList
from .member_pages import name_key
from .news_plans import Action, NewsPlan

_MAX_SHOWN = 70
_WORDS = {
    Action.CREATE: ("created", "would be created"),
    Action.CHANGE: ("changed", "would be changed"),
    Action.KEEP: ("no change", "no change"),
    Action.LEAVE: ("left", "would be left"),
    Action.REJECT: ("refused", "would be refused"),
}


def lines_of(plan: NewsPlan, *, dry_run: bool) -> Iterator[str]:
    """Yield what a plan says: one line where nothing changes, else all that an editor should see."""
    word = _WORDS[plan.action][dry_run]
    yield f"{plan.file}: {word}" + (f" – {plan.reason}" if plan.reason else "")
    if plan.action is Action.LEAVE and plan.page:
        yield f"  page: {plan.page.draft_title}"
    if plan.article is None or plan.action not in (Action.CREATE, Action.CHANGE):
        return
    yield f"  title: {plan.article.title}"
    if plan.page:
        yield f"  page: {plan.page.full_url}"
    yield f"  {_shape(plan.article)}; {_state(plan)}"
    if plan.doubt:
        yield f"  a draft of its own, please review: {plan.doubt}"
    yield from _headings(plan.article)
    yield from _pictures(plan)
    yield from _members(plan, dry_run=dry_run)
    yield from _doubtful_members(plan.article)
    yield from _quotations(plan.article)
    for note in sorted([*plan.article.notes, *plan.notes], key=lambda note: note.line):
        # Words that stand on the page as well are shortened; those that stand nowhere else are not.
        yield f"  {note if note.is_source else replace(note, text=_shortened(note.text))}"


def summary(plans: Iterable[NewsPlan], *, dry_run: bool) -> str:
    """Return the counts of a run in one line."""
    plans = list(plans)
    counts = Counter(plan.action for plan in plans)
    written = [plan for plan in plans if plan.action in (Action.CREATE, Action.CHANGE)]
    members = {name_key(member.name) for plan in written for member in plan.members if member.is_made}
    pictures = {(one.file_name, one.digest) for plan in written for one in plan.pictures if one.is_made}
    told = ", ".join(f"{counts[action]} {_WORDS[action][0]}" for action in Action)
    made = f"{len(members)} members and {len(pictures)} pictures made"
    return f"{'Dry run, nothing was written: ' if dry_run else ''}{told}; {made}"


def _shape(article: Article) -> str:
    lists = sum(isinstance(piece, ItemList) for piece in article.body)
    parts = [
        f"{article.date:%d.%m.%Y}",
        f"teaser of {len(article.teaser)} characters" if article.teaser else "no teaser",
        f"{len(article.headings)} headings",
        f"{len(article.paragraphs)} paragraphs",
        f"{len(article.quotations)} quotations",
        *([f"{lists} lists"] if lists else []),
        f"{len(article.contacts)} contacts",
    ]
    return ", ".join(parts)


def _headings(article: Article) -> Iterator[str]:
    if article.headings:
        yield "  headings:"
    for heading in article.headings:
        yield f"    line {heading.line}: {heading.text}"


def _state(plan: NewsPlan) -> str:
    if plan.is_publishing:
        return "published"
    if plan.page and plan.page.live:
        return "published before; the change is a draft" if plan.is_rewriting else "published before"
    return "a draft"


def _pictures(plan: NewsPlan) -> Iterator[str]:
    if not plan.pictures:
        return
    found = [picture for picture in plan.pictures if picture.is_found]
    yield f"  pictures: {len(found)} of {len(plan.pictures)} found" + (
        "" if found else "; give their folder by --images"
    )
    for number, picture in enumerate(plan.pictures):
        state = "missing" if not picture.is_found else "new" if picture.is_made else "in the library"
        cover = ", the cover" if found and picture is found[0] else ""
        credit = f", credit {picture.credit}" if picture.credit else ", no credit in its name"
        problem = f" – {picture.problem}" if picture.problem else ""
        yield f"    {number + 1}. {picture.file_name}: {state}{cover}{credit}{problem}"


def _quotations(article: Article) -> Iterator[str]:
    if article.quotations:
        yield "  quotations, please review:"
    for one in article.quotations:
        speaker = ", ".join(part for part in (one.attribution, one.role) if part) or "nobody named"
        yield f'    line {one.line}: "{_shortened(one.text)}" – {speaker}'


def _shortened(text: str) -> str:
    return Truncator(text).chars(_MAX_SHOWN)


def _members(plan: NewsPlan, *, dry_run: bool) -> Iterator[str]:
    if not plan.members:
        return
    yield "  members, please review:"
    for member in plan.members:
        if member.is_made:
            state = "would be made" if dry_run else "made"
            state += ", published" if member.is_publishing else ", not published"
        elif member.is_publishing:
            state = "linked, published now"
        else:
            state = "linked" if member.page and member.page.live else "linked, not published"
        yield f"    {member.name}: {state}"


def _doubtful_members(article: Article) -> Iterator[str]:
    if article.doubtful_members:
        yield "  perhaps members, not made, please review:"
    for member in article.doubtful_members:
        yield f"    line {member.line}: {member.name} – {member.doubt}"
