"""Words by which an organisation is told from a person, a place or a thing. All in lower case."""

import re

#: A word that is one of these, or ends in it, names an organisation: "Kunststoff-Zentrum".
_ENDINGS = (
    "zentrum zentren institut institute hochschule universität fachhochschule akademie klinik klinikum "
    "kliniken krankenhaus verein verband netzwerk cluster stiftung gesellschaft genossenschaft kammer "
    "sparkasse bank versicherung stadtwerke werk werke werft brauerei druckerei gießerei schmiede "
    "manufaktur verlag agentur büro kanzlei praxis apotheke ministerium behörde landratsamt labor "
    "labore laboratorium laboratorien hub holding gruppe partner brüder söhne töchter technik "
    "feinmechanik maschinenbau anlagenbau werkzeugbau messtechnik medizintechnik elektrotechnik bau "
    "logistik software consulting"
).split()
_WORDS = frozenset(
    "lab labs group technologies technology solutions systems system services service engineering "
    "robotics university college institute centre center association society foundation company "
    "partners sons brothers daughters works foundry industries international innovation innovations "
    "ventures capital pharma biotech therapeutics diagnostics analytics medical medtech digital energy "
    "networks council chamber intelligence tu th fh htw haus".split()
)
#: Stand before a name and are no part of it: "die Firma Alpha", "das Startup Alpha".
GENERIC_NOUNS = frozenset(
    "mitglieder mitgliedern neumitglieder neumitgliedern members firma firmen unternehmen startup "
    "start-up startups start-ups hersteller herstellerin anbieter anbieterin dienstleister "
    "dienstleisterin spezialist spezialistin betrieb betriebe familienunternehmen familienbetrieb "
    "mittelständler softwarehaus zulieferer entwickler partner mitglied neumitglied organisation "
    "organisationen einrichtung company companies firm firms business manufacturer supplier provider "
    "developer member partnerfirma konzern traditionsunternehmen ausgründung spin-off".split()
)
#: Whose members are people, and never the association's.
BODIES = re.compile(
    r"\b(?:[\w-]*(?:vorstand|vorstände|beirat|beiräte|rat|räte|jury|kuratorium|ausschuss|arbeitskreis|kommission|"
    r"arbeitsgruppe|präsidium|redaktion|komitee|fraktion|team|kabinett)(?:s|es)?|board|jury|committee|council)\b",
    re.IGNORECASE,
)
#: The association itself, as in "neue Mitglieder im Netzwerk".
ASSOCIATION = re.compile(
    r"\s*(?:im|in\s+unserem|in\s+unserer|in\s+der|unseres|unserer|des|der|beim|bei|of\s+the|in\s+the|of\s+our|in\s+our)"
    r"\s+(?:[\w-]*(?:netzwerk|verein|verband|cluster|verbund|bündnis|initiative|allianz|network|association))"
    r"(?:es|s)?(?=\s|:|,)",
    re.IGNORECASE,
)


def is_organisation_word(word: str) -> bool:
    """Tell whether a word is one that names of organisations have and names of people have not."""
    bare = word.casefold().strip(".,-()")
    return (
        bare in _WORDS
        or bare == "&"
        or any(
            bare == ending or (bare.endswith(ending) and len(ending) > 3 and len(bare) > len(ending) + 2)
            for ending in _ENDINGS
        )
    )
