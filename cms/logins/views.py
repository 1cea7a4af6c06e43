"""Views of Wagtail that take a password or send one, each with its limit."""

from typing import Any

from django.contrib.auth import views as auth_views
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.views.account import PasswordResetView
from wagtail.documents.views.serve import authenticate_with_password
from wagtail.models import CollectionViewRestriction

from cms.serving.client_address import client_address
from cms.serving.rate_limits import Limit

from .counting import Attempt, Limits, when_again
from .forms import HOUR, MINUTES, LimitedLoginForm, account

#: Mails with a link to a new password. All of them count: each goes to somebody.
RESET = Limits(
    per_visitor=Limit(10, HOUR),
    per_visitor_and_thing=Limit(3, HOUR),
    per_thing=Limit(10, HOUR),
    per_visitor_when_busy=Limit(1, HOUR),
)
#: Wrong passwords of documents; as `unlockPage` has it for pages.
DOCUMENT = Limits(
    per_visitor=Limit(20, MINUTES),
    per_visitor_and_thing=Limit(20, MINUTES),
    per_thing=Limit(200, HOUR),
    per_visitor_when_busy=Limit(3, HOUR),
)


class LimitedPasswordResetView(PasswordResetView):
    """Sends a link to a new password. The answer is the same whether there is such an account or not."""

    def form_valid(self, form: Any) -> HttpResponse:
        address = client_address(self.request)
        attempt = Attempt("password reset", account(form.cleaned_data["email"]), address, RESET)
        if exceeded := attempt.count():
            form.add_error("email", when_again(exceeded))
            return self.form_invalid(form)
        return super().form_valid(form)


class LimitedLoginView(auth_views.LoginView):
    """The login of people who are no editors, for documents that only they may have."""

    template_name = "wagtailcore/login.html"
    authentication_form = LimitedLoginForm


def document_password(request: HttpRequest, restriction_id: int) -> HttpResponse:
    """Ask for the password of a collection of documents: no frontend asks for it in our place."""
    if request.method != "POST":
        return authenticate_with_password(request, restriction_id)
    if not CollectionViewRestriction.objects.filter(pk=restriction_id).exists():
        raise Http404("No such restriction.")
    attempt = Attempt("document", f"restriction {restriction_id}", client_address(request), DOCUMENT)
    if exceeded := attempt.count():
        headers = {"Retry-After": str(exceeded.retry_after), "Cache-Control": "no-store"}
        return HttpResponse(
            when_again(exceeded), status=429, headers=headers, content_type="text/plain; charset=utf-8"
        )
    response: HttpResponse = authenticate_with_password(request, restriction_id)
    if response.status_code == 302:
        attempt.give_back()
    return response


def page_password(request: HttpRequest, **asked: int) -> HttpResponse:
    """Answer 404: pages are opened by `unlockPage`, on the frontend, where they are."""
    raise Http404("Pages are not opened here.")
