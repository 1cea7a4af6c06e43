"""How the admin lists the pages of this section."""

from wagtail import hooks

from cms.foundation.section_views import UnsortedViewSet

from .models import GalleryPage


@hooks.register("register_admin_viewset")
def viewset() -> UnsortedViewSet:
    return UnsortedViewSet(model=GalleryPage)
