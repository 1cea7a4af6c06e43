from django.conf import settings


def is_mail_possible() -> bool:
    """Tell whether this installation has a mail server."""
    return not settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend")
