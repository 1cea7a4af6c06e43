"""Below the admin's address."""

from django.urls import path

from . import views

app_name = "previews"
urlpatterns = [
    path("<int:page_id>/", views.show, name="show"),
    path("<int:page_id>/withdraw/", views.withdraw, name="withdraw"),
]
