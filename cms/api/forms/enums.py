"""GraphQL enums of forms: field kinds and error codes."""

from cms.forms import choices

from ..vocabulary.enums import make_enum, make_enum_of

FormFieldKind = make_enum_of(
    "FormFieldKind",
    "Which element shows a field, and what it takes.",
    choices.FormFieldKind.names,
    {
        "TEXT": "One line: <input type=text>.",
        "TEXTAREA": "Several lines: <textarea>.",
        "EMAIL": "An e-mail address: <input type=email>.",
        "NUMBER": "A number with a decimal point: <input type=number>.",
        "URL": "A web address: <input type=url>.",
        "DATE": "A day, ISO 8601 (2025-01-24): <input type=date>.",
        "DATETIME": "Day and time, ISO 8601 (2025-01-24T09:00); without an offset in the site's time zone: "
        "<input type=datetime-local>.",
        "CHECKBOX": "One box; send its name only when it is ticked, with any value but `false`.",
        "CHECKBOXES": "Several boxes; the name repeats for each that is ticked.",
        "SELECT": "One of a list: <select>.",
        "MULTISELECT": "Several of a list: <select multiple>; the name repeats.",
        "RADIO": "One of several buttons: <input type=radio>.",
        "HIDDEN": "Not shown. Left out, it is sent with its default.",
    },
)
FieldErrorCode = make_enum(
    "FieldErrorCode",
    "What is wrong with a field.",
    {
        "REQUIRED": "It has no value.",
        "INVALID": "It is not of the field's kind, or there are several values where one is possible.",
        "TOO_LONG": "It has more characters than the field takes.",
        "NOT_A_CHOICE": "It is none of the field's choices.",
        "CONSENT_REQUIRED": "The visitor has not agreed; the name is `consent`.",
        "UNKNOWN_FIELD": "The form has no field of this name: it has changed since it was shown.",
    },
)
