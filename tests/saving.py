"""What a browser sends when somebody opens the admin's form of an object and saves it, and what that changes.

The form is read as it is rendered: inputs by name, stream fields from the state that Wagtail's scripts draw.
"""

import json
import logging
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.auth import get_user_model
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import reverse
from wagtail import blocks
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

#: What saving changes on every page: which version is which.
VERSIONS = {
    "comments",
    "draft_title",
    "first_published_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "wagtail_admin_comments",
}
_TAGGED = {"pk", "tag", "content_object"}
#: Draftail numbers the paragraphs of a rich text.
_KEYS = re.compile(r' data-block-key="[^"]*"')


class FormReader(HTMLParser):
    """Collects the forms of a page that are sent by POST, each as [(name, value)] and stream states."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._textarea: list[str] | None = None
        self._textarea_name = ""
        self._select: tuple[str, bool] | None = None
        self._options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form" and (given.get("method") or "").lower() == "post":
            self._form = Form()
            self.forms.append(self._form)
        if self._form is None:
            return
        name = given.get("name")
        if "data-block" in given:
            state, _errors = json.loads(given["data-w-block-arguments-value"] or "")
            self._form.streams[str(given["id"])] = state
        elif not name or "disabled" in given:
            if tag == "option" and self._select:
                self._options.append((given.get("value") or "", "selected" in given))
        elif tag == "input":
            kind = given.get("type") or "text"
            if kind in ("checkbox", "radio"):
                if "checked" in given:
                    self._form.controls.append((name, given.get("value") or "on"))
            elif kind not in ("submit", "button", "file", "image", "reset"):
                self._form.controls.append((name, given.get("value") or ""))
        elif tag == "textarea":
            self._textarea, self._textarea_name = [], name
        elif tag == "select":
            self._select, self._options = (name, "multiple" in given), []

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            self._textarea.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._form is None:
            return
        if tag == "textarea" and self._textarea is not None:
            text = "".join(self._textarea).removeprefix("\n")
            self._form.controls.append((self._textarea_name, as_sent(text)))
            self._textarea = None
        elif tag == "select" and self._select:
            name, is_multiple = self._select
            chosen = [value for value, is_selected in self._options if is_selected]
            if not is_multiple and not chosen:
                chosen = [value for value, _ in self._options[:1]]
            self._form.controls += [(name, value) for value in chosen]
            self._select = None
        elif tag == "form":
            self._form = None


class Form:
    """What a form holds as it is opened."""

    def __init__(self) -> None:
        self.controls: list[tuple[str, str]] = []
        self.streams: dict[str, Any] = {}

    def data(self, model: Any) -> dict[str, list[str]]:
        """Return what a browser sends, by name."""
        sent: dict[str, list[str]] = {}
        for name, value in self.controls:
            sent.setdefault(name, []).append(value)
        for field in model._meta.get_fields():
            if isinstance(field, StreamField) and field.name in self.streams:
                for name, value in block_controls(field.stream_block, self.streams[field.name], field.name):
                    sent.setdefault(name, []).append(value)
        return sent


def as_sent(text: str) -> str:
    """Browsers send the lines of a text area as lines of the network."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def block_controls(block: blocks.Block, state: Any, name: str) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of the inputs that Wagtail's scripts draw for a block of this state."""
    if isinstance(block, blocks.BaseStreamBlock | blocks.ListBlock):
        yield f"{name}-count", str(len(state))
        for number, item in enumerate(state):
            place = f"{name}-{number}"
            kind = item.get("type", "item")
            child = block.child_block if isinstance(block, blocks.ListBlock) else block.child_blocks[kind]
            yield from ((f"{place}-deleted", ""), (f"{place}-order", str(number)), (f"{place}-type", kind))
            yield f"{place}-id", item.get("id") or ""
            yield from block_controls(child, item["value"], f"{place}-value")
    elif isinstance(block, blocks.BaseStructBlock):
        for child_name, child in block.child_blocks.items():
            yield from block_controls(child, state[child_name], f"{name}-{child_name}")
    elif isinstance(block, blocks.BooleanBlock):
        yield from [(name, "on")] if state else []
    elif isinstance(block, TableBlock):
        yield name, json.dumps(state)
    elif isinstance(block, blocks.ChooserBlock):
        yield name, str(state["id"]) if state else ""
    elif isinstance(state, list | tuple):
        yield from ((name, str(value)) for value in state)
    else:
        text = "" if state is None else str(state)
        yield name, as_sent(text) if isinstance(block, blocks.TextBlock) else text


def edited_objects() -> Iterator[tuple[str, Any]]:
    """Yield (address of its form, object) of everything that editors can open: pages, snippets, settings."""
    for page in Page.objects.filter(depth__gt=1).order_by("path").specific():
        yield reverse("wagtailadmin_pages:edit", args=(page.pk,)), page
    for model in get_snippet_models():
        for one in model.objects.order_by("pk"):
            yield reverse(model.snippet_viewset.get_url_name("edit"), args=(quote(one.pk),)), one
    for model in settings_registry:
        for one in model.objects.order_by("pk"):
            # Settings of a site are found by their site.
            key = getattr(one, "site_id", one.pk)
            names = (model._meta.app_label, model._meta.model_name, key)
            yield reverse("wagtailsettings:edit", args=names), one


def content_of(one: Any) -> Any:
    """Return what an object says, so that two versions of it can be compared: of a page its latest draft."""
    one = type(one).objects.get(pk=one.pk)
    if isinstance(one, Page):
        one = one.get_latest_revision_as_object()
    if hasattr(one, "serializable_data"):
        return _plain(one.serializable_data())
    return _plain({field.name: field.value_to_string(one) for field in one._meta.concrete_fields})


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items() if name not in VERSIONS}
    if isinstance(value, list):
        if value and all(isinstance(row, dict) and row.keys() == _TAGGED for row in value):
            # The form writes new rows for the words that it shows in their order.
            return sorted(row["tag"] for row in value)
        return [_plain(part) for part in value]
    if isinstance(value, str):
        if value[:1] in ("[", "{"):
            try:
                return _plain(json.loads(value))
            except ValueError:
                pass
        return _KEYS.sub("", value)
    return value


def opened_form(client: Client, address: str) -> Form:
    """Return what the largest form of a screen holds."""
    opened = client.get(address)
    assert opened.status_code == 200, (address, opened.status_code)
    reader = FormReader()
    reader.feed(opened.content.decode())
    return max(reader.forms, key=lambda one: len(one.controls) + len(one.streams))


def save_unchanged(client: Client, address: str, model: Any) -> list[str]:
    """Open a form and send it as it is; return what was refused."""
    answer = client.post(address, opened_form(client, address).data(model))
    if answer.status_code == 302:
        return []
    shown = answer.context["form"]
    refused = {**shown.errors, **{name: rows.errors for name, rows in getattr(shown, "formsets", {}).items()}}
    return [f"{name}: {told}" for name, told in refused.items() if told and any(told)]


def differences(before: Any, after: Any, where: str = "") -> Iterator[str]:
    """Yield where two contents differ, and what stands there."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name in sorted(before.keys() | after.keys()):
            yield from differences(before.get(name), after.get(name), f"{where}.{name}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from differences(one, other, f"{where}[{number}]")
    elif before != after:
        yield f"{where}: {before!r:.200} became {after!r:.200}"


def changes_by_saving(client: Client, *models: type) -> dict[str, list[str]]:
    """Save everything once, or all of some models; return by object what was refused or is not as before."""
    found = {}
    for address, one in list(edited_objects()):
        if models and type(one) not in models:
            continue
        before = content_of(one)
        changes = save_unchanged(client, address, type(one))
        changes += differences(before, content_of(one))
        if changes:
            found[f"{type(one).__name__} {one}"] = changes
    return found


def main() -> None:
    """Save everything of a database, as its administrator; print what changed as JSON."""
    setup_test_environment(debug=False)
    logging.disable(logging.CRITICAL)
    client = Client(HTTP_HOST="localhost")
    client.force_login(get_user_model().objects.filter(is_superuser=True).earliest("pk"))
    count = len(list(edited_objects()))
    print(json.dumps({"count": count, "changes": changes_by_saving(client)}, ensure_ascii=False))


if __name__ == "__main__":
    main()
