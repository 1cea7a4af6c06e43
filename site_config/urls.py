"""Every address of the CMS. Pages live at the frontend: here their addresses only redirect there."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls

from cms.blocks.link_chooser import choose_anchor_link, choose_external_link
from cms.logins import urls as login_urls
from cms.serving.errors import admin_not_found

# Wagtail has no setting for it. Its addresses look for this name when somebody asks for an unknown one.
admin_urls.page_not_found = admin_not_found

urlpatterns: list[URLPattern | URLResolver] = [
    # Before Wagtail's own: what takes a password has limits.
    path("", include(login_urls)),
    # Instead of the views of Wagtail that have these addresses.
    path("admin/choose-external-link/", choose_external_link),
    path("admin/choose-anchor-link/", choose_anchor_link),
    path("admin/", include(admin_urls)),
    path("", include("cms.api.http.urls")),
    path("", include("cms.media.urls")),
]
urlpatterns += i18n_patterns(
    path("", include(login_urls.localized_urlpatterns)),
    path("", include(wagtail_urls)),
    prefix_default_language=True,
)

handler500 = "cms.serving.errors.server_error"
