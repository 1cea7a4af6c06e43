"""What Wagtail's migrations name in English, in the language of the site. Editors read all of it.

A name that somebody has changed stays as it is. The groups keep theirs: commands and scripts look them up by
these names, and administrators alone read them.
"""

from typing import Any

from wagtail.models import Collection, Page, Task, Workflow

#: The workflow and its one task: a word that both languages have, as it stands on the button that hands a
#: page in.
_WAGTAILS_WORKFLOW, WORKFLOW = "Moderators approval", "Moderation"
#: Language code → the page above all home pages, and the collection of what is in no other.
_WAGTAILS_ROOT, _ROOTS = "Root", {"de": ("Alle Seiten", "Allgemein")}


def name_in_language(language: str, made: list[str]) -> None:
    """Rename workflow, the uppermost page and collection, and say in `made` what was renamed."""
    for model in (Workflow, Task):
        _rename(model.objects.filter(name=_WAGTAILS_WORKFLOW), made, name=WORKFLOW)
    if language in _ROOTS:
        title, name = _ROOTS[language]
        _rename(Page.objects.filter(depth=1, title=_WAGTAILS_ROOT), made, title=title, draft_title=title)
        _rename(Collection.objects.filter(depth=1, name=_WAGTAILS_ROOT), made, name=name)


def _rename(rows: Any, made: list[str], **names: str) -> None:
    if rows.update(**names):
        made.append(f"{rows.model._meta.model_name} {next(iter(names.values()))}")
