"""Labels that Django and Wagtail make of identifiers, in the editor's language.

Some forms and columns of Wagtail have no label: "link_text" is shown as "Link text" in every language.
"""

from django.forms import boundfield
from django.forms.utils import pretty_name
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin.ui import tables


def translate_derived_labels() -> None:
    """Look them up in the catalogues; site_config/locale has their German. Neither has a setting for it."""
    vars(boundfield)["pretty_name"] = _label
    vars(tables)["capfirst"] = _heading


def _label(name: str) -> str:
    """Called while a form is drawn."""
    return gettext(pretty_name(name))


def _heading(name: str) -> object:
    """Called while classes are made, before there is a language."""
    return gettext_lazy(capfirst(name))
