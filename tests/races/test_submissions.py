"""Two requests at the same moment, each with a connection of its own."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from cms.forms.models import Submission
from cms.home.sites import start_site
from tests.api.forms import SUBMIT, filled_in
from tests.factories.pages import FormPageFactory

pytestmark = [pytest.mark.needs_postgresql, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

ROUNDS = 8
AT_ONCE = 4


def test_a_submission_that_comes_several_times_at_once_is_stored_once(settings: Any) -> None:
    settings.CMS_FORM_BURST_LIMIT = settings.CMS_FORM_HOURLY_LIMIT = 0
    start_site(name="Verein")
    page = FormPageFactory()
    for number in range(ROUNDS):
        variables = filled_in(
            page, ("name", "Ada"), ("nachricht", "Hallo"), submissionId=f"submission-{number}"
        )
        together = threading.Barrier(AT_ONCE)
        answers: list[Any] = []

        def send(variables: Any = variables, together: Any = together, answers: Any = answers) -> None:
            try:
                together.wait(timeout=20)
                response = Client().post(
                    "/graphql/",
                    {"query": SUBMIT, "variables": variables},
                    content_type="application/json",
                )
                answers.append(response.json())
            finally:
                connection.close()

        threads = [threading.Thread(target=send) for _ in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
        assert len(answers) == AT_ONCE
        assert all(answer == answers[0] for answer in answers)
        assert answers[0]["data"]["submitForm"]["ok"], answers[0]
    assert Submission.objects.count() == ROUNDS
