"""Picture form (`ImageForm`), wherever an editor adds or edits one: upload, chooser, edit."""

from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.models import Locale

from .models import ALT_LENGTH, CAPTION_LENGTH
from .services.stale_files import delete_file
from .texts import ImageTextData, content_locales
from .uploads import CleanPicture, check_picture

TITLE_HELP = _("The name under which the picture is found in the library.")
FILE_HELP = _("%(limits)s SVG is for logos only: it is never cropped.")
ALT_HELP = _(
    "What somebody who cannot see the picture should know: who or what is shown, and what happens. "
    "One sentence, without “picture of”. If empty, the text of another language is read out, else the title."
)
DECORATIVE_HELP = _(
    "Tick this only if the picture says nothing that the text beside it doesn't say. "
    "Screen readers then skip it."
)
CAPTION_HELP = _("Shown below the picture: occasion and place, people from left to right.")


class PictureFileField(WagtailImageField):
    """A picture upload that is checked before anything is decoded, see `cms.media.uploads`."""

    def to_python(self, data: Any) -> UploadedFile | CleanPicture | None:
        file: Any = forms.FileField.to_python(self, data)
        if file is None:
            return None
        if self.max_upload_size is not None and file.size > self.max_upload_size:
            raise ValidationError(
                _(
                    "The file is too large (%(size)s). At most %(limit)s are possible: "
                    "save it smaller and try again."
                ),
                code="file_too_large",
                params={"size": filesizeformat(file.size), "limit": self.max_upload_size_text},
            )
        file.seek(0)
        return check_picture(file.name, file.read())


class ImageForm(BaseImageForm):
    """Wagtail's picture form with words for each language of the site.

    A third language needs no change: its fields come with its locale.
    """

    class Meta(BaseImageForm.Meta):
        help_texts = {"title": TITLE_HELP}

    original_file: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.locales: list[Locale] = content_locales()
        if "file" in self.fields:
            self._use_checked_file()
        stored = {text.locale_id: text for text in self.instance.texts.all()} if self.instance.pk else {}
        for locale in self.locales:
            self._add_text_fields(locale, stored.get(locale.pk) or ImageTextData())
        words = [name for locale in self.locales for name in self._names(locale)]
        self._mark_fields_of_one_picture(words)
        self.order_fields(["title", "file", *words, "credit", "collection", "tags"])

    def _mark_fields_of_one_picture(self, words: list[str]) -> None:
        """Say which fields can't be filled in for several pictures at once, see `several-uploads.js`."""
        for name in ("title", *words):
            self.fields[name].widget.attrs["data-one-picture"] = ""
        self.fields["title"].widget.attrs["data-picture-title"] = ""

    def _use_checked_file(self) -> None:
        field = self.fields["file"]
        checked = PictureFileField(label=field.label, required=field.required, widget=field.widget)
        checked.help_text = FILE_HELP % {"limits": checked.help_text}
        self.fields["file"] = checked

    @staticmethod
    def _names(locale: Locale) -> tuple[str, str, str]:
        code = locale.language_code.replace("-", "_")
        return f"alt_{code}", f"is_decorative_{code}", f"caption_{code}"

    def _add_text_fields(self, locale: Locale, stored: Any) -> None:
        alt, decorative, caption = self._names(locale)
        language = {"language": _language_name(locale)}
        self.fields[alt] = forms.CharField(
            label=_("Alternative text (%(language)s)") % language,
            help_text=ALT_HELP,
            max_length=ALT_LENGTH,
            required=False,
            initial=stored.alt,
        )
        self.fields[decorative] = forms.BooleanField(
            label=_("Only decoration (%(language)s)") % language,
            help_text=DECORATIVE_HELP,
            required=False,
            initial=stored.is_decorative,
        )
        self.fields[caption] = forms.CharField(
            label=_("Caption (%(language)s)") % language,
            help_text=CAPTION_HELP,
            max_length=CAPTION_LENGTH,
            required=False,
            initial=stored.caption,
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for locale in self.locales:
            alt, decorative, _caption = self._names(locale)
            if cleaned.get(alt) and cleaned.get(decorative):
                self.add_error(
                    decorative,
                    _(
                        "A picture that is only decoration has no alternative text. "
                        "Untick this, or empty that field."
                    ),
                )
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Save the picture with its words; an old file goes only once the new one is committed."""
        for locale in self.locales:
            names = self._names(locale)
            # A form posted without these fields, as the first step of an upload is, changes no words.
            if any(self.add_prefix(name) in self.data for name in names):
                alt, decorative, caption = (self.cleaned_data[name] for name in names)
                self.instance.pending_texts[locale.pk] = ImageTextData(alt, caption, decorative)
        old_file, self.original_file = self.original_file, None
        image = super().save(commit=commit)
        if commit and old_file and "file" in self.changed_data:
            transaction.on_commit(partial(delete_file, old_file.name))
        return image


def _language_name(locale: Locale) -> str:
    try:
        return str(get_language_info(locale.language_code)["name_translated"])
    except KeyError:
        return str(locale.get_display_name())
