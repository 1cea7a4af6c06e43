"""Inline scripts of Wagtail's admin as data, which a file calls (static/foundation/calls.js), for the CSP."""

import json
import re
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets import BaseChooser

#: `new PageChooser("id", {…});`, as choosers write it.
_CALL = re.compile(r"(?:new )?(\w+)\((.*)\);?", re.DOTALL)


def make_choosers_call() -> None:
    """Have every chooser of the admin write its call as data. Wagtail has no setting for it."""
    chooser: Any = BaseChooser
    chooser.render = _render
    hooks.register("insert_global_admin_js", _file)


def as_data(script: str) -> SafeString:
    """Return a call that was to be a script as the element that `calls.js` reads.

    Raises `ValueError` if it is no call with values of JSON.
    """
    call = _CALL.fullmatch(script.strip())
    if call is None:
        raise ValueError(f"no call: {script[:80]}")
    return data_call(call[1], json.loads(f"[{call[2]}]"))


def data_call(name: str, values: list[Any]) -> SafeString:
    """Return the element that has `calls.js` call something with values of JSON."""
    written = json.dumps(values, cls=DjangoJSONEncoder)
    return format_html('<cms-call hidden data-name="{}" data-values="{}"></cms-call>', name, written)


def _file() -> SafeString:
    return format_html('<script src="{}"></script>', versioned_static("foundation/calls.js"))


def _render(self: Any, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
    if not (attrs or {}).get("id"):
        raise TypeError("A chooser has an id.")
    data = self.get_value_data(value)
    html = self.render_html(name, data, attrs)
    return mark_safe(html + as_data(self.render_js_init(attrs["id"], name, data)))
