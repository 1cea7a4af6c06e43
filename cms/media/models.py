"""Models of the media library: pictures (`CmsImage`) with texts in every language, and documents."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.admin.panels import FieldPanel
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.models import Orderable
from wagtail.search import index

from .embedded import EmbeddedTexts
from .fields import PictureField, is_vector_name
from .focal_points import follow_file, keep_inside
from .previews import HasPreviews, MayBePlaceholder
from .querysets import CmsDocumentQuerySet, CmsImageQuerySet
from .renditions import FOCAL_COLUMNS
from .signals import image_save_failed, image_saved
from .tags import LibraryTags
from .texts import ImageTextData, alt_text, apply_embedded_metadata, caption_text, save_pending_texts

ALT_LENGTH = 300
CREDIT_LENGTH = 200
#: Agencies write long; words for one place are short.
CAPTION_LENGTH = 1000
PLACE_CAPTION_LENGTH = 300
#: Columns that follow from the file, and are saved with it.
FILE_COLUMNS = frozenset(
    ("file", "width", "height", "file_size", "file_hash", "title", "credit", *FOCAL_COLUMNS)
)


class CmsImage(HasPreviews, AbstractImage):
    """A picture of the library.

    Three columns are derived and never edited: `rendition_manifest` (see `cms.media.renditions`), written
    together with the rendition files; `placeholder`, a tiny `data:` address, empty for vector and
    transparent pictures; and `file_hash`, set whenever a file is stored. Words stand in `texts`, one row for
    each language.
    """

    file = PictureField(
        verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    credit = models.CharField(
        _("credit"),
        max_length=CREDIT_LENGTH,
        blank=True,
        help_text=_("Who made the picture, as it must be named. Often required by law and by the licence."),
    )
    tags = TaggableManager(_("tags"), blank=True, help_text=None, manager=LibraryTags)
    rendition_manifest = models.JSONField(default=dict, blank=True, editable=False, db_column="ready")
    placeholder = models.TextField(default="", blank=True, editable=False)

    objects: ClassVar[Any] = CmsImageQuerySet.as_manager()

    admin_form_fields = (
        "title",
        "file",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields: ClassVar[list[Any]] = [
        *(field for field in AbstractImage.search_fields if field.field_name != "description"),
        index.SearchField("credit"),
        index.RelatedFields("texts", [index.SearchField("alt"), index.SearchField("caption")]),
    ]

    #: Words in the file just stored, and that file's name; set by the file column.
    embedded: EmbeddedTexts | None = None
    uploaded_name: str = ""

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: Texts by locale id, written when the picture is saved.
        self.pending_texts: dict[int, ImageTextData] = {}

    @property
    def is_vector(self) -> bool:
        return is_vector_name(self.file.name or "")

    def texts_by_language(self) -> dict[str, "ImageText"]:
        """Return the texts by language code; without a query where `with_texts()` fetched them."""
        return {text.locale.language_code: text for text in self.texts.all()}

    def alt_in(self, language: str) -> str:
        """Return the alternative text in a language, by the rule of `cms.media.texts.alt_text`."""
        return alt_text(self, self.texts_by_language(), language)

    def caption_in(self, language: str) -> str:
        """Return the caption in a language, empty where there is none."""
        return caption_text(self.texts_by_language(), language)

    @property
    def default_alt_text(self) -> str:
        """What Wagtail's own admin shows and proposes."""
        return self.alt_in(get_language() or "")

    def _set_image_file_metadata(self) -> None:
        """Wagtail's form asks for it; the file column notes size and hash itself, on every road."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the picture with its texts; receivers of `image_saved` see to its files.

        Raises `ValidationError` for a file that `cms.media.uploads` refuses; then nothing is stored.
        """
        new_file = self.file.store()
        if new_file and self.pk:
            follow_file(self)
        keep_inside(self)
        if self.embedded:
            apply_embedded_metadata(self, self.embedded, self.uploaded_name)
            self.embedded = None
        if new_file and kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = FILE_COLUMNS.union(kwargs["update_fields"])
        try:
            with transaction.atomic():
                super().save(*args, **kwargs)
                save_pending_texts(self)
                image_saved.send(CmsImage, instance=self, new_file=new_file)
        except BaseException:
            if new_file:
                image_save_failed.send(CmsImage, instance=self, new_file=new_file)
            raise


class ImageText(models.Model):
    """What is said about a picture in one language."""

    image = models.ForeignKey(CmsImage, on_delete=models.CASCADE, related_name="texts")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    alt = models.CharField(max_length=ALT_LENGTH, blank=True)
    caption = models.CharField(max_length=CAPTION_LENGTH, blank=True)
    is_decorative = models.BooleanField(default=False)

    #: A picture's own words are no place where it is used.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("text of a picture")
        verbose_name_plural = _("texts of pictures")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["image", "locale"], name="one_text_for_each_language")
        ]

    def __str__(self) -> str:
        return self.alt or self.caption


class CmsRendition(MayBePlaceholder, AbstractRendition):
    """A size that Wagtail's own admin asked for; the public's are in `CmsImage.rendition_manifest`."""

    image = models.ForeignKey(CmsImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"
            )
        ]


class CmsDocument(AbstractDocument):
    """A file for download."""

    tags = TaggableManager(_("tags"), blank=True, help_text=None, manager=LibraryTags)

    objects: ClassVar[Any] = CmsDocumentQuerySet.as_manager()

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        pass

    @property
    def content_disposition(self) -> str:
        """Always an attachment: nothing that an editor uploads opens inside our origin."""
        return "attachment"

    def clean(self) -> None:
        # Where the form has refused the file there is none, and its error says why. Wagtail would add that a
        # file without a name has a wrong extension.
        if self.file:
            super().clean()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and not self.file._committed:
            self._set_document_file_metadata()
        super().save(*args, **kwargs)


class CaptionedPicture(models.Model):
    """A picture to which a page gives a caption, in a row of pictures or anywhere in its body.

    Kept when the page is saved, so that search can leave captions of private pictures alone at any moment.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    # No foreign key: what a body says of a picture outlives the picture.
    image_id = models.BigIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("captioned picture")
        verbose_name_plural = _("captioned pictures")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["page", "image_id"], name="captioned_picture_once_per_page")
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.image_id}"


class Picture(Orderable):
    """A picture in a sorted row of pictures, with words for that place. The page is the subclass's."""

    image = models.ForeignKey(
        CmsImage,
        verbose_name=_("picture"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Choose a picture from the library, or upload a new one."),
    )
    caption = models.CharField(
        _("caption"),
        max_length=PLACE_CAPTION_LENGTH,
        blank=True,
        help_text=_("If empty, the caption of the picture is used."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=CREDIT_LENGTH,
        blank=True,
        help_text=_("If empty, the credit of the picture is used."),
    )

    panels: ClassVar[list[Any]] = [FieldPanel("image"), FieldPanel("caption"), FieldPanel("credit")]

    class Meta(Orderable.Meta):
        abstract = True


def captions_of(pictures: Iterable[Picture]) -> Iterator[tuple[int, str]]:
    """Yield (picture's id, words) of the captions given in a row of pictures."""
    for picture in pictures:
        if picture.caption and picture.image_id:
            yield picture.image_id, picture.caption
