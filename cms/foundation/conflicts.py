"""Two people at one form: whoever saves second is told of the first, and keeps what was typed.

Wagtail compares versions where the browser saves by itself; a form that is sent by a button overwrites.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import registry
from wagtail.models import Page, Revision
from wagtail.utils.timestamps import render_timestamp

from .dangling_streams import leave_out_of_texts

#: So much of another's text is repeated in a message.
LONGEST_TEXT = 2_000

#: What Wagtail's page form sends along, and ours for a page that had no version yet.
LOADED, LOADED_AT = "loaded_revision_id", "loaded_revision_created_at"
OVERWRITTEN = "overwrite_revision_id"
LOADED_NONE = "loaded_no_revision"


@dataclass(frozen=True)
class Conflict:
    """A page's newer version, and the one that the editor began with; None for one that had none."""

    newer: Revision
    loaded_id: int | None

    def __str__(self) -> str:
        values = {"name": _name(self.newer.user), "moment": render_timestamp(self.newer.created_at)}
        return (
            _(
                "%(name)s saved this page on %(moment)s, after you opened it. "
                "Your version was not saved yet, it stands below. "
                "If you save again, it takes the place of the newer one, "
                "which stays in the history of the page."
            )
            % values
        )


def conflict_of(page: Page, data: Mapping[str, Any]) -> Conflict | None:
    """Return what a form, sent as `data`, would overwrite without its editor knowing.

    Waits for whoever is saving the page at this moment.
    """
    overwritten, loaded = data.get(OVERWRITTEN), data.get(LOADED)
    if not (overwritten or loaded or LOADED_NONE in data):
        return None
    rows = Page.objects.filter(pk=page.pk)
    if connection.in_atomic_block:
        rows = rows.select_for_update()
    latest_id = rows.values_list("latest_revision_id", flat=True).first()
    latest = Revision.objects.select_related("user").filter(pk=latest_id).first() if latest_id else None
    if latest is None or str(latest.pk) == overwritten:
        return None
    is_same = str(latest.pk) == loaded and data.get(LOADED_AT) in (None, latest.created_at.isoformat())
    if is_same and not overwritten:
        return None
    return Conflict(latest, int(loaded) if loaded and loaded.isdecimal() else None)


def _name(user: Any) -> str:
    return str(get_user_display_name(user)) if user else _("Somebody")


class VersionedForm(WagtailAdminModelForm):
    """The form of a record without versions: a snippet, a setting.

    It sends along a digest of the record as it was opened. Where the record is another one by now nothing is
    saved; the editor reads what it says, and keeps the own text in the form.
    """

    loaded_digest = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if (record := kwargs.get("instance")) is not None:
            # Told above the form, as of pages; Wagtail's hooks meet another object.
            record.left_out = leave_out_of_texts(record)
        super().__init__(*args, **kwargs)
        self.stored = self._stored()
        self.initial["loaded_digest"] = digest_of(self.stored)

    def _stored(self) -> models.Model | None:
        model = type(self.instance)
        return model._base_manager.filter(pk=self.instance.pk).first() if self.instance.pk else None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        loaded = cleaned.get("loaded_digest")
        if loaded and loaded != self.initial["loaded_digest"]:
            self._begin_with_what_is_stored()
            raise ValidationError([self._who(), *self._what(cleaned)], code="conflict")
        return cleaned

    def _begin_with_what_is_stored(self) -> None:
        """Let the next time that the form is sent overwrite what the editor has read of now."""
        data: Any = self.data.copy()
        data[self.add_prefix("loaded_digest")] = self.initial["loaded_digest"]
        self.data: Any = data

    def _who(self) -> str:
        entry = registry.get_logs_for_instance(self.instance).first()
        text = _(
            "%(name)s saved this after you opened it. Your version was not saved yet, it stands below. "
            "If you save again, it takes the place of the newer one. What is different there:"
        )
        return text % {"name": _name(entry.user if entry else None)}

    def _what(self, cleaned: Mapping[str, Any]) -> list[str]:
        """Return the stored texts that differ from what was typed."""
        lines = []
        for name, value in cleaned.items():
            stored = getattr(self.stored, name, None)
            if name in self.fields and name != "loaded_digest" and stored != value:
                text = Truncator(str(stored)).chars(LONGEST_TEXT)
                lines.append(f"{capfirst(self.fields[name].label or name)}: {text}")
        return lines


def digest_of(record: Any) -> str:
    """Return a text that changes with anything that a form of the record can change; empty for none."""
    if record is None:
        return ""
    is_cluster = isinstance(record, ClusterableModel)
    data = record.serializable_data() if is_cluster else get_serializable_data_for_fields(record)
    text = json.dumps(data, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
