"""DTO of a contact that resolvers return: no behaviour, no database."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContactData:
    id: str
    name: str
    role: str
    email: str | None
    phone: str | None
    websites: list[str]
    portrait_id: int | None
    code: str
