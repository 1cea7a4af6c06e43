"""Words that saved web pages have around their text, in German and English."""

import re

MONTHS = (
    "januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|january|"
    "february|march|may|june|july|october|december|jan\\.?|feb\\.?|mär\\.?|mar\\.?|apr\\.?|jun\\.?|jul\\.?|"
    "aug\\.?|sept?\\.?|okt\\.?|oct\\.?|nov\\.?|dez\\.?|dec\\.?"
)

#: What pictures and their makers are introduced with.
CAPTION_WORDS = (
    r"fotos?|foto-?(?:graf(?:in)?|nachweis|credits?|quelle|text)|bild(?:er)?|bild-?(?:nachweis|quelle|"
    r"unterschrift|rechte|text|autor(?:in)?|material)|titelbild|symbolbild|gruppenbild|gruppenfoto|"
    r"pressefotos?|abb(?:ildung)?|grafik(?:en)?|quellen?|illustration|visualisierung|rendering|photos?|"
    r"photograph(?:er|s)?|images?|pictures?|figure|fig|credits?|captions?|source|screenshot|montage|"
    r"archiv(?:bild|foto)"
)

#: What names of writers follow.
BY_LINES = (
    r"von|by|text|texte|text\s+(?:und|&)\s+fotos?|words|story|autor(?:in|en|innen)?|authors?|redaktion|"
    r"bericht|beitrag|gastbeitrag|kommentar|interview|protokoll|aufgezeichnet\s+von|geschrieben\s+von|"
    r"verfasst\s+von|written\s+by|reported\s+by|(?:ein|eine)\s+\w+\s+von|(?:gast)?beitrag\s+von|"
    r"kommentar\s+von|interview\s*(?:von|mit)|an?\s+\w+\s+by|mit|gespräch\s+mit"
)

#: Before a colon: what follows is a detail, not a topic.
LABELS = frozenset(
    "ort veranstaltungsort wann wo wer was datum termin termine zeit uhrzeit zeitraum beginn start ende "
    "einlass eintritt preis preise kosten gebühr teilnahmegebühr anmeldung anmeldeschluss frist "
    "bewerbungsschluss veranstalter veranstalterin organisation moderation leitung referent referentin "
    "referenten sprecher sprecherin speaker gast gäste adresse anschrift treffpunkt kategorie "
    "kategorien thema themen themenfeld schlagwort schlagwörter schlagworte tags stichworte rubrik "
    "ressort autor autorin text redaktion stand aktualisiert veröffentlicht quelle dauer sprache "
    "teilnehmer teilnehmende zielgruppe ansprechpartner ansprechpartnerin kontakt laufzeit fördersumme "
    "förderkennzeichen partner projektpartner förderung fördergeber projektträger isbn status art typ "
    "größe format datei download link links telefon mobil fax e-mail email web website foto fotos bild "
    "bilder hinweis tipp info infos vorschau jury sieger gewinner platz rang ergebnis ergebnisse tor "
    "tore punkte aufstellung date venue location when where time price host chair category topic topics "
    "language duration deadline registration contact note tip posted published updated by v.l.n.r v.l "
    "from to cc betreff subject programm agenda tagesordnung vortrag keynote impuls grußwort workshop "
    "panel session vorsitz vorstand beisitzer schatzmeister schriftführer kassenprüfer mitwirkende "
    "musik regie kamera".split()
)

#: Lines that lead to other pages, or stand on every page.
NAVIGATION = frozenset(
    line.strip()
    for line in (
        "teilen|drucken|merken|weiterlesen|weiter|zurück|vor|nächster|vorheriger|nach oben|impressum|"
        "datenschutz|datenschutzerklärung|agb|barrierefreiheit|cookies|cookie-einstellungen|sitemap|suche|"
        "suchen|menü|navigation|startseite|home|start|kontakt|downloads|download|dokumente|links|anhänge|"
        "mediathek|newsletter|presse|pressemitteilung|pressemitteilungen|pressemeldung|presseinformation|"
        "presseinfo|medieninformation|news|aktuelles|meldung|meldungen|nachrichten|mitteilung|"
        "bekanntmachung|artikel|blog|blogbeitrag|facebook|instagram|linkedin|xing|twitter|x|whatsapp|"
        "youtube|mastodon|e-mail|mail|rss|kommentare|kommentar schreiben|anmelden|abmelden|login|"
        "registrieren|abonnieren|bewerten|link kopieren|seite drucken|seite teilen|artikel teilen|"
        "artikel drucken|beitrag teilen|weitere artikel|weitere meldungen|weitere nachrichten|"
        "weitere beiträge|ähnliche artikel|ähnliche beiträge|verwandte artikel|verwandte themen|zum thema|"
        "auch interessant|das könnte sie auch interessieren|meistgelesen|schlagwörter|schlagworte|tags|"
        "kategorien|themen|anzeige|werbung|lesezeit|bildergalerie|galerie|video|videos|share|print|tweet|"
        "like|read more|continue reading|back|next|previous|top|imprint|privacy|privacy policy|terms|"
        "accessibility|search|menu|contact|press release|press releases|for immediate release|"
        "related articles|related posts|related news|you may also like|comments|leave a comment|subscribe|"
        "log in|sign up|copy link|advertisement|sperrfrist|notes to editors|hinweis|hinweise|"
        "hinweis an die redaktion|hinweise für die redaktion|hinweis für redaktionen|anmerkung|über uns|"
        "about us|zur person|info|infos|mehr|more"
    ).split("|")
)
NAVIGATION_BEGINNINGS = (
    "zurück zu",
    "zurück zum",
    "zurück zur",
    "weiter zu",
    "zur übersicht",
    "zum seitenanfang",
    "zum inhalt",
    "mehr erfahren",
    "mehr lesen",
    "mehr infos",
    "mehr informationen",
    "mehr dazu",
    "mehr zum thema",
    "weitere informationen",
    "weitere infos",
    "hier klicken",
    "hier geht es",
    "hier geht's",
    "jetzt anmelden",
    "jetzt bewerben",
    "jetzt lesen",
    "folgen sie",
    "melden sie",
    "besuchen sie",
    "abonnieren sie",
    "lesen sie",
    "klicken sie",
    "laden sie",
    "buchen sie",
    "kontaktieren sie",
    "schreiben sie",
    "sprechen sie",
    "pdf herunterladen",
    "als pdf",
    "auf facebook",
    "auf linkedin",
    "per e-mail",
    "back to",
    "read more",
    "click here",
    "follow us",
    "share on",
    "share this",
    "skip to",
    "download ",
    "pressemitteilung ",
    "pressemeldung ",
    "presseinformation ",
    "medieninformation ",
    "über den ",
    "über die ",
    "über das ",
    "about the ",
)
#: A line of one or two words that begins with one of these is a programme's.
PROGRAMME_WORDS = frozenset(
    "eintritt öffnungszeiten sprechzeiten geschäftszeiten teilnahme bewerbungsschluss begrüßung "
    "eröffnung grußwort grußworte pause kaffeepause mittagspause mittagessen imbiss einlass anmeldung "
    "registrierung vortrag vorträge keynote keynotes podiumsdiskussion diskussion networking ausklang "
    "get-together ankunft anreise abreise abfahrt verabschiedung schlusswort mittag abendessen empfang "
    "welcome lunch break registration coffee opening closing programm agenda tagesordnung".split()
)
SALUTATIONS = re.compile(
    r"sehr\s+geehrte|liebe[rs]?\s+(?:mitglieder|kolleg|freund|leser|gäste|damen|herr|frau|partner|vereins|"
    r"eltern)|guten\s+(?:tag|morgen|abend)|hallo\b|mit\s+\w+\s+grüßen|\w+\s+grüße\b|hochachtungsvoll|dear\b|"
    r"(?:kind|best|warm)\s+regards|yours\b|sincerely\b|ihre?\s+[A-ZÄÖÜ]\w+\s+[A-ZÄÖÜ]\w+$",
    re.IGNORECASE,
)

#: Names of sections of a website, as they stand above a title.
SECTIONS = frozenset(
    name.strip()
    for name in (
        "news|aktuelles|aktuell|neuigkeiten|neues|meldung|meldungen|mitteilung|mitteilungen|nachricht|"
        "nachrichten|presse|pressemitteilung|pressemitteilungen|pressemeldung|pressemeldungen|"
        "presseinformation|presseinformationen|medieninformation|medienmitteilung|pressebereich|"
        "presseportal|bekanntmachung|bekanntmachungen|blog|magazin|artikel|beitrag|beiträge|veranstaltung|"
        "veranstaltungen|termine|events|archiv|newsroom|newsletter|rückblick|interview|interviews|reportage|"
        "porträt|portrait|kommentar|forschung|wissenschaft|wirtschaft|politik|kultur|sport|bildung|verkehr|"
        "umwelt|gesundheit|technologie|technik|innovation|energie|digitales|digitalisierung|studium|lehre|"
        "campus|transfer|förderung|ausschreibung|ausschreibungen|stellenmarkt|karriere|soziales|tourismus|"
        "region|regionales|lokales|panorama|personalie|personalien|projekte|netzwerk|mitglieder|intern|"
        "unternehmen|branche|allgemein|allgemeines|press|press release|press releases|latest|latest news|"
        "announcements|announcement|media|stories|story|research|business|science|culture|sports|health|"
        "technology|education|insights|updates"
    ).split("|")
)
#: A line above a title that says what kind of text it is: "Pressemitteilung Nr. 12/2025".
KICKER = re.compile(
    r"(?:presse|medien)(?:mitteilung|meldung|information|info)(?:en)?\b.{0,30}$|press\s+release\b.{0,30}$|"
    r"for\s+immediate\s+release|sperrfrist\b.*|zur\s+sofortigen\s+veröffentlichung|nr\.\s*[\d/.-]+$|"
    r"[^:]{2,60}:$|(?:sie\s+sind\s+hier|you\s+are\s+here)\b.*",
    re.IGNORECASE,
)
