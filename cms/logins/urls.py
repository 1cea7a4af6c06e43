"""Addresses of Wagtail that stand before its own, each under Wagtail's name."""

from django.urls import path
from django.views.decorators.cache import never_cache

from . import views

urlpatterns = [
    path(
        "admin/password_reset/",
        never_cache(views.LimitedPasswordResetView.as_view()),
        name="wagtailadmin_password_reset",
    ),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        views.document_password,
        name="wagtaildocs_authenticate_with_password",
    ),
]
#: Those that stand behind a language.
localized_urlpatterns = [
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        views.page_password,
        name="wagtailcore_authenticate_with_password",
    ),
    path(
        "_util/login/",
        never_cache(views.LimitedLoginView.as_view()),
        name="wagtailcore_login",
    ),
]
