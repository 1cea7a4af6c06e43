"""A mail server that takes its time: there is a moment before a mail is sent, and one after."""

import time
import uuid
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

SECONDS = 0.5


class SlowBackend(BaseEmailBackend):
    """Writes the Message-ID of each mail to a file of its own, at once and whole."""

    def send_messages(self, messages: Any) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(exist_ok=True)
        for message in messages:
            time.sleep(SECONDS)
            file = folder / str(uuid.uuid4())
            file.with_suffix(".part").write_text(message.extra_headers["Message-ID"])
            file.with_suffix(".part").rename(file.with_suffix(".mail"))
            time.sleep(SECONDS)
        return len(messages)


def sent_mails() -> Counter[str]:
    """Return how often each mail was sent, by its Message-ID."""
    return Counter(file.read_text() for file in Path(settings.EMAIL_FILE_PATH).glob("*.mail"))
