"""Language codes (BCP 47: pt-br) and their public names, the values of the enum `Language` (PT_BR)."""

from django.conf import settings


def language_name(code: str) -> str:
    """Return the public name of a language code: de → DE, pt-br → PT_BR."""
    return code.replace("-", "_").upper()


LANGUAGE_CODES: dict[str, str] = {language_name(code): code for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES}
