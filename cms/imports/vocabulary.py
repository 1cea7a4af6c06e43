"""Words of German and English that tell how a text is built. All in lower case unless said otherwise."""

#: Between given name and surname.
NAME_PARTICLES = frozenset(
    "von van vom zu zur der den de del della di da dos du la le ten ter af av bin el".split()
)

#: Parts of a picture's name that a camera or a telephone puts first.
CAMERA_PREFIXES = frozenset(
    "img dsc dscf dscn pxl mvi p image foto bild photo picture screenshot whatsapp".split()
)

#: Before a name, written with its dot; only the academic ones belong to the name as it is shown.
ACADEMIC_TITLES = frozenset(
    "dr. prof. professor dipl.-ing. dipl.-phys. dipl.-kfm. dipl.-chem. dipl.-biol. ing. mag. pd "
    "priv.-doz. ph.d. med. rer. nat. phil. jur. habil. h.c. oec. pol. sc. dr.-ing. mult. em. apl. "
    "jun.-prof. sir dame lord".split()
)
ADDRESSES = frozenset("herr herrn frau mr mr. mrs mrs. ms ms. miss".split())

#: Make a run of capital words an organisation, not a person.
LEGAL_FORMS = frozenset(
    "gmbh ggmbh mbh ag se kg kgaa ohg ug gbr eg e.v. ev e.g. co. co ltd ltd. limited inc inc. llc llp "
    "plc corp corp. sa s.a. bv b.v. nv".split()
)

#: Stand before a full stop that ends no sentence.
ABBREVIATIONS = frozenset(
    "dr prof dipl ing med rer nat phil mag pd doz priv hon st nr abs art bzw ca etc evtl ggf inkl max "
    "min mio mrd tsd sog usw vgl zzgl tel str mr mrs ms jr sr vs no fig vol approx dept est jan feb "
    "apr jun jul aug sep sept okt oct nov dez dec u.a z.b d.h i.d.r u.ä o.g e.g i.e a.m p.m h.c ph.d "
    "dr.-ing dipl.-ing".split()
)
#: Abbreviations that stand at the end of a name, and so at the end of a sentence as well.
ENDING_ABBREVIATIONS = frozenset("e.v v ltd inc co corp plc etc usw".split())

#: Third person singular, present and past, of verbs that go with somebody's words.
SPEECH_VERBS = frozenset(
    "sagt sagte betont betonte erklärt erklärte ergänzt ergänzte kommentiert kommentierte berichtet "
    "berichtete meint meinte unterstreicht unterstrich freut freute fasst fasste resümiert resümierte "
    "lobt lobte hebt hob bestätigt bestätigte erläutert erläuterte äußert äußerte bilanziert "
    "bilanzierte bekräftigt bekräftigte verspricht versprach fordert forderte fragt fragte antwortet "
    "antwortete fügt fügte spricht sprach weiß wusste findet fand hofft hoffte mahnt mahnte warnt "
    "warnte ruft rief verrät verriet begründet begründete schildert schilderte schwärmt schwärmte urteilt "
    "urteilte zitiert zitierte formuliert formulierte bringt brachte stellt stellte macht machte "
    "verweist verwies erinnert erinnerte schreibt schrieb zeigt zeigte blickt blickte schließt "
    "schloss beschreibt beschrieb versichert versicherte appelliert appellierte says said adds added "
    "explains explained emphasises emphasised emphasizes emphasized stresses stressed notes noted "
    "remarks remarked comments commented concludes concluded continues continued states stated tells "
    "told asks asked answers answered replies replied reports reported confirms confirmed underlines "
    "underlined highlights highlighted points pointed puts put recalls recalled warns warned promises "
    "promised writes wrote argues argued agrees agreed believes believed hopes hoped sums summed "
    "observes observed insists insisted declares declared announces announced praises praised".split()
)
#: Of these, those that tell of speech only with another word: "stellte … fest", "brachte es auf den Punkt".
WEAK_SPEECH_VERBS = frozenset(
    "findet fand bringt brachte stellt stellte macht machte zeigt zeigte blickt blickte schließt schloss "
    "spricht sprach weiß wusste hebt hob fügt fügte points pointed puts put".split()
)
#: With these somebody speaks, too; the words follow in a sentence of their own.
ADDRESSING_VERBS = frozenset(
    "begrüßt begrüßte dankt dankte gratuliert gratulierte ruft rief wünscht wünschte würdigt würdigte "
    "welcomed thanked thanks congratulated".split()
)
#: Before a colon or a quoted text: it is the name of something, or an example.
NAMING = (
    r"\b(?:motto|titel|name|thema|themen|frage|fragen|leitfrage|wettbewerb|aktion|projekt|slogan|überschrift|reihe|"
    r"kampagne|ausstellung|buch|podcast|preis|heißt(?!\s+es)|hieß(?!\s+es)|lautet|lautete|genannt|title|theme|slogan|"
    r"called|titled|question|named)\b|\b(?:wie|namens|as|like)\s*:?\s*$"
)
#: Stand before somebody who is not the one who speaks.
PREPOSITIONS = frozenset(
    "mit von bei für an zu nach neben über gegen ohne vom beim zum zur durch um aus in im with to from "
    "for about by of beside without against".split()
)
#: Stand before the speaker as a verb does.
SPEAKER_SIGNS = frozenset("so laut wie according".split())
PRONOUNS = frozenset("er sie he she".split())
#: In front of what somebody says, as in "Sein Fazit: …", for the pronoun.
POSSESSIVES = {"sein": "er", "seine": "er", "ihr": "sie", "ihre": "sie", "his": "he", "her": "she"}
#: Subjects of a speech verb that are nobody.
IMPERSONAL = frozenset("es man it".split())

#: Words with a capital at the start of a sentence, or nouns before a name, that are no part of a name.
NO_NAME_WORDS = frozenset(
    "der die das dies diese dieser dieses alles beides mehr dem den des ein eine einer eines einem "
    "einen und oder aber auch so dazu dabei damit "
    "darüber daher dann doch für mit von vom bei beim zu zum zur in im an am auf aus nach vor seit "
    "laut wie als ob wenn weil dass unser unsere unserem unseren ihr ihre ihrem sein seine wir er sie "
    "es ich man hier heute gestern jetzt nun noch weiter weiterhin zudem außerdem ebenso schließlich "
    "zunächst anschließend später danach abschließend entsprechend gleichzeitig besonders "
    "insbesondere neben trotz durch gegen ohne um über unter zwischen während the a and or but also "
    "then for with of from by at on to as after before since our their his her its we he she it they "
    "i you this that these those here today yesterday now still moreover furthermore finally later "
    "however meanwhile according both when while if because new neue neuer neues januar februar märz "
    "april mai juni juli august september oktober november dezember montag dienstag mittwoch "
    "donnerstag freitag samstag sonntag january february march may june july october december monday "
    "tuesday wednesday thursday friday saturday sunday keynote ende anfang mitte".split()
)
ARTICLES = frozenset(
    "der die das dem den des ein eine einer eines einem einen the a an unser unsere ihr ihre our".split()
)
#: A first name ends in none of these, abstract nouns and institutions do.
NO_GIVEN_NAME_ENDINGS = (
    "ung",
    "heit",
    "keit",
    "schaft",
    "tion",
    "tät",
    "zentrum",
    "institut",
    "verein",
    "verband",
    "cluster",
    "netzwerk",
    "university",
    "institute",
    "centre",
    "center",
    "association",
    "network",
)

#: Ends of the nouns for positions; feminine and plural endings are added by the reader.
ROLE_ENDINGS = (
    "führer|leiter|vorsitzende[rnms]?|vorstand|vorständin|präsident|sprecher|manager|direktor|chef|minister|gründer|"
    "moderator|senator|abgeordnete[rnms]?|obmann|obfrau|unternehmer|mitarbeiter|organisator|veranstalter|"
    "architekt|intendant|schirmherr|schirmfrau|ombudsmann|ombudsfrau|trainer|student|auszubildende[rnms]?|techniker|"
    "inhaber|meister|professor|beauftragte[rnms]?|referent|koordinator|expert|experte|wissenschaftler|forscher|"
    "ingenieur|ärzt|arzt|rat|rät|sekretär|kanzler|dekan|rektor|assistent|berater|entwickler|kurator|"
    "initiator|projektleitung|geschäftsführung|leitung|"
    "director|president|chair|chairman|chairwoman|chairperson|head|officer|ceo|cto|cfo|coo|cso|founder|co-founder|"
    "leader|scientist|researcher|engineer|spokesman|spokeswoman|spokesperson|secretary|rector|"
    "coordinator|adviser|advisor|treasurer|owner|mayor|lecturer|physicist|chemist|biologist|doctor"
)

#: What stands before a list of new members. A board's or a jury's members are no members of the association.
NEW_MEMBER_WORDS = (
    r"(?:(?:neue[nr]?|neu\s+aufgenommene[nr]?|neu\s+hinzugekommene[nr]?|jüngste[nr]?)\s+"
    r"(?:Mitglieder|Clustermitglieder|Vereinsmitglieder|Verbandsmitglieder|Netzwerkmitglieder|"
    r"Mitgliedsunternehmen|Mitgliedsfirmen|Partner)n?"
    r"|Neumitglieder[n]?"
    r"|(?:newest|new|latest|newly\s+admitted)\s+(?:cluster\s+|network\s+|association\s+|corporate\s+)?"
    r"(?:members|member\s+(?:companies|organisations|organizations|firms)))"
)
NEW_MEMBER_WORDS_SINGULAR = (
    r"(?:(?:neue[snmr]?|jüngste[snmr]?)\s+(?:Mitglied|Clustermitglied|Vereinsmitglied|Mitgliedsunternehmen)"
    r"|Neumitglied|(?:newest|new|latest)\s+(?:cluster\s+|network\s+)?(?:member|member\s+company))"
)
#: Between those words and the first name.
MEMBER_LIST_FILLERS = frozenset(
    "sind ist waren war wurden wurde werden heißen hießen begrüßen begrüßt begrüßte begrüßten wir dabei "
    "jetzt nun nämlich wie kommen kamen kommt kam hinzu zählen gehören gehört zählt is was are were "
    "include included namely such as now we welcome welcomed".split()
)
#: In a sentence that presents new members, and does not tell what they get.
INTRODUCING_WORDS = frozenset(
    "präsentierten präsentieren präsentierte stellten stellen vorgestellt begrüßen begrüßte begrüßten "
    "begrüßt willkommen aufgenommen beigetreten sind waren gehören gehörten zählen zählten kamen "
    "kommen hinzu sowie verstärken verstärkten".split()
)
#: Between an organisation's name and its place.
PLACE_WORDS = frozenset("aus in bei from at near based".split())
#: Inside the name of an organisation, before another word with a capital.
ORGANISATION_PARTICLES = frozenset("für der des die of the for de & + und and".split())

#: Headings of the part that says whom to turn to.
CONTACT_HEADINGS = (
    r"(?:presse|medien)?kontakte?(?:daten)?(?:\s+für\s+(?:die\s+)?(?:presse|medien|rückfragen))?"
    r"|(?:ihre?\s+|die\s+)?ansprech(?:partner|person)(?:innen|in|en)?|rückfragen(?:\s+an)?|weitere\s+informationen"
    r"|(?:(?:press|media)\s+)?contacts?(?:\s+(?:person|us|details))?|further\s+information|enquiries"
)
CONTACT_LABELS = {
    "email": r"e-?mail(?:-adresse|\s+address)?|mail",
    "phone": r"tel(?:efon(?:nummer)?|\.)?|fon|mobil(?:e|telefon)?|handy|(?:tele)?phone|cell",
    "website": r"website|webseite|web|homepage|internet|url|www",
    "role": r"funktion|position|rolle|role",
    "name": r"name",
}
