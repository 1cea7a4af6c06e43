"""Calls that stand in a page as data."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString

from ..scripts import data_call as written

register = template.Library()


@register.simple_tag
def data_call(name: str, *values: Any) -> SafeString:
    """Write a call of a function or class of the admin's scripts, with values of JSON (`calls.js`)."""
    return written(name, list(values))


@register.simple_tag
def date_call(name: str, widget: dict[str, Any]) -> SafeString:
    """Write the call for one of Wagtail's inputs of dates and times, of which it has the options as JSON."""
    return written(name, [widget["attrs"].get("id"), json.loads(widget["config_json"])])
