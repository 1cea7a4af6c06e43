"""Addresses and numbers in a contact's lines: e-mail, telephone, website."""

import re

from .vocabulary import CONTACT_LABELS

LABELLED = re.compile(
    "|".join(rf"(?P<{kind}>{words})" for kind, words in CONTACT_LABELS.items()).join(
        ("(?:", r")\s*:\s*(?P<value>.*)$")
    ),
    re.IGNORECASE,
)
#: A label without its colon counts before a number or an address only: "Tel. 0341 123", "E-Mail a@b.example".
_BARE_LABEL = re.compile(
    rf"(?:(?P<phone>{CONTACT_LABELS['phone']}|[tm])\.?\s+(?=[+(]*\d)|"
    rf"(?P<email>{CONTACT_LABELS['email']})\s+(?=\S+@))"
    r"(?P<value>.*)$",
    re.IGNORECASE,
)
FAX = re.compile(r"(?:tele)?fax\b|f\.?:?\s+(?=[+(0])", re.IGNORECASE)
EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_AT = re.compile(r"\s*(?:[(\[{<]\s*(?:at|ät|@|ett)\s*[)\]}>])\s*", re.IGNORECASE)
_DOT = re.compile(r"\s*[(\[{<]\s*(?:dot|punkt|\.)\s*[)\]}>]\s*", re.IGNORECASE)
#: "jana.muster at muster.example", "(a)", "-at-": not surely an address, and surely no website.
_HIDDEN = re.compile(r"\w\s*(?:\(a\)|[-_]at[-_]|\s(?:at|ät|@)\s|\s+@|@\s+)\s*\w", re.IGNORECASE)
_FULL_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s,;<>()\"“”]+", re.IGNORECASE)
#: Without www a word with a dot is an address only if its end is one that addresses have: not "Dr.Muster".
_ENDS = (
    "de|at|ch|li|lu|eu|com|org|net|info|biz|io|ai|app|dev|cloud|tech|online|digital|science|health|bio|"
    "energy|group|berlin|hamburg|bayern|koeln|saarland|ruhr|nrw|wien|gmbh|uk|fr|nl|be|dk|pl|cz|it|es|se|no|"
    "fi|us|gov|edu|example|test"
)
_BARE_ADDRESS = re.compile(
    rf"(?<![@\w.])[\w-]+(?:\.[\w-]+)*\.(?:{_ENDS})(?![\w@.-])(?:/[^\s,;<>()]*)?", re.IGNORECASE
)
_LABELLED_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s,;<>()\"“”]+|"
    r"(?<![@\w.])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?![\w@.-])(?:/[^\s,;<>()]*)?",
    re.IGNORECASE,
)
_NUMBER = r"(?:\+|0|\(0|\(\+)[\d\s()/.–-]{5,}\d"
PHONE = re.compile(rf"(?<![\w.,/-]){_NUMBER}")
_PHONE_PART = re.compile(
    rf"(?:(?:{CONTACT_LABELS['phone']}|[tm])\s*[.:]?\s*)?(?P<number>{_NUMBER})(?:\s*\([^)]*\))?$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[,;|·•]|\s[–—/]\s")
_FIELD_MARK = re.compile(
    rf"^(?:{'|'.join(CONTACT_LABELS.values())}|fax|telefax)\s*:|@|^(?:https?://|www\.)", re.IGNORECASE
)


def readable(text: str) -> str:
    """Return a text with the addresses that are hidden from robots as they are: "a(at)b(dot)example"."""
    return _DOT.sub(".", _AT.sub("@", text)) if _AT.search(text) else text


def labelled(text: str) -> "re.Match[str] | None":
    """Return the label and value of a line, "Tel.: …" or "Tel. …"; the label is the group of its name."""
    return LABELLED.match(text) or _BARE_LABEL.match(text)


def label_of(found: "re.Match[str] | None") -> str:
    """Return the kind of label found: "email", "phone", "website", "role" or "name"; empty without one."""
    kinds = found.groupdict() if found else {}
    return next((kind for kind, words in kinds.items() if words and kind != "value"), "")


def is_hidden_address(text: str) -> bool:
    """Tell whether a line seems to hold an address that cannot be read for sure: "jana at muster.example"."""
    return bool(_HIDDEN.search(text))


def is_contact_field(line: str) -> bool:
    """Tell whether a line is an e-mail address, a telephone number or a website, labelled or bare."""
    text = readable(line)
    if FAX.match(text) and PHONE.search(text):
        return True
    return bool(_FIELD_MARK.search(text) or _BARE_LABEL.match(text) or phone_in(text, "") == text)


def websites_in(text: str, label: str) -> list[str]:
    """Return the websites of a line, as they stand there; `label` is the kind of its label."""
    if label in ("email", "phone") or is_hidden_address(text):
        return []
    if label == "website":
        return _LABELLED_ADDRESS.findall(text)
    return [*_FULL_ADDRESS.findall(text), *_BARE_ADDRESS.findall(_FULL_ADDRESS.sub(" ", text))]


def phone_in(text: str, label: str) -> str:
    """Return the telephone number of a line; without a label it must be a part of its own."""
    if label == "phone":
        found = PHONE.search(text)
        return found[0] if found else ""
    parts = (_PHONE_PART.match(part.strip()) for part in _PARTS.split(text))
    return next((found["number"] for found in parts if found), "")


def website_address(text: str) -> str:
    """Return an absolute address: "www.a.example" becomes "https://www.a.example"."""
    bare = text.rstrip(".,;:!?)")
    return bare if re.match(r"https?://", bare, re.IGNORECASE) else f"https://{bare}"
