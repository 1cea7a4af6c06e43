"""The picture chooser where several pictures are wanted at once."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from wagtail.images.utils import find_image_duplicates
from wagtail.images.views.chooser import ImageChosenMultipleView, ImageUploadView
from wagtail.utils.file import hash_filelike

from .models import CmsImage


class ChosenView(ImageChosenMultipleView):
    """What the editor gets to know of the pictures ticked; the same statements for one and for many."""

    def get_objects(self, pks: list[str]) -> Any:
        return super().get_objects(pks).prefetch_renditions("max-165x165")


class UploadView(ImageUploadView):
    """Wagtail's upload, which also takes one of several files whose answers a script puts together.

    Such a request answers `{result, duplicate}`, the result a list of one, or `{errors}`, sentences.
    It asks nothing back: a file that is in the library already chooses the picture that is there.
    """

    def post(self, request: HttpRequest) -> HttpResponse:
        if "one-of-several" not in request.POST:
            return super().post(request)
        self.model = CmsImage
        form = self.get_creation_form()
        if not form.is_valid():
            return JsonResponse({"errors": list(_sentences(form))})
        image = self._same_picture(form)
        is_duplicate = image is not None
        image = image or self.save_form(form)
        return JsonResponse({"result": [self.get_chosen_response_data(image)], "duplicate": is_duplicate})

    def _same_picture(self, form: Any) -> CmsImage | None:
        """Return the picture of the same file in the same collection, which decides who may see it."""
        file = form.cleaned_data["file"]
        image = CmsImage(file_hash=hash_filelike(file))
        file.seek(0)
        # A form that offers one collection alone has no field for it.
        collection = form.cleaned_data.get("collection") or form.collections[0]
        found = find_image_duplicates(image, self.request.user, self.permission_policy)
        same: CmsImage | None = found.filter(collection=collection).first()
        return same


def _sentences(form: Any) -> Any:
    """Yield what is wrong with a form; a field that is not the file is named."""
    for name, errors in form.errors.items():
        for error in errors:
            yield error if name in ("file", "__all__") else f"{form.fields[name].label}: {error}"
