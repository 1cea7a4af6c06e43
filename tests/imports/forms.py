"""Lines of saved web pages that are no headings, ten of each form, and lines that are. Names are invented."""

TRUE_HEADINGS = """
Neues Labor am Hafen
Wie geht es weiter?
Der Verein wächst
Ehrgeizige Pläne für 2027
Ein Abend voller Gespräche
Rückblick auf das Jahr 2026
Schwerpunkt: Wasserstoff
musterino e.V. zieht um
Von der Idee zum Produkt
Aus der Muster GmbH wird die Probe AG
Großes Interesse an der Messe
Zusammenarbeit als Schlüssel zum Erfolg
Fazit
Zehn Jahre Netzwerk
Mit dem Fahrrad zum Kunden
Keynote zur Zukunft der Pflege
Jana Muster übernimmt den Vorsitz
Was die Branche bewegt
eCobeta gewinnt den Preis
Über 200 Gäste feierten
40 Teams unter einem Dach
A workshop for everybody
What makes a good robot
Three goals for next year
Internationale Gäste zu Besuch
„Hafenlicht“ leuchtet wieder
Förderung für kleine Betriebe
Gemeinsam auf Kurs
Nachwuchs gesucht
Blick nach vorn
""".strip().split("\n")

#: Each form: ten variants, lines of a variant parted by "/ ".
FORMS = {
    "tables with tabs": """
Platz\tVerein\tPunkte//1\tTSV Musterheim\t24//2\tSV Beispielau\t21
Jahr\tMitglieder//2024\t120//2025\t134
Name\tOrt\tGründung//Alpha GmbH\tMusterstadt\t1999//Beta AG\tProbeheim\t2003
Monat\tUmsatz//Januar\t1,2 Mio.//Februar\t1,4 Mio.
Preis\tGewinner//Gold\tTeam Hafen//Silber\tTeam Wald
Team\tSpiele\tTore//FC Muster\t12\t30//SC Probe\t12\t28
Disziplin\tZeit//Staffel\tdrei Minuten//Sprint\telf Sekunden
Kategorie\tProjekt//Energie\tSonnendach//Mobilität\tLastenrad
Country\tMembers//Poland\t12//Estonia\t4
Rang\tName//eins\tKim Probe//zwei\tJana Muster
""",
    "tables with aligned columns": """
Platz  Verein           Punkte//1      TSV Musterheim   24//2      SV Beispielau    21
Jahr      Mitglieder//2024      120//2025      134
Name          Ort//Alpha GmbH    Musterstadt//Beta AG       Probeheim
Preis    Gewinner//Gold     Team Hafen//Silber   Team Wald
Team | Spiele | Tore//FC Muster | 12 | 30//SC Probe | 12 | 28
| Jahr | Gäste |//| 2024 | 80 |//| 2025 | 95 |
Platz Verein Punkte//1 TSV Musterheim 24//2 SV Beispielau 21
Projekt;Ort;Jahr//Sonnendach;Musterstadt;2024//Lastenrad;Probeheim;2025
Country    Members//Poland     twelve//Estonia    four
Gruppe A      Gruppe B//Musterheim    Beispielau//Probeheim     Testdorf
""",
    "programmes": """
10:00 Uhr Begrüßung//10:30 Uhr Vortrag von Jana Muster//12:00 Uhr Mittagspause
9.00 – 9.30 Anmeldung und Kaffee//9.30 – 10.15 Keynote//10.15 Pause
ab 18 Uhr Einlass//19 Uhr Konzert//22 Uhr Ausklang
Freitag, 24. Januar//Anreise und Abendessen//Samstag, 25. Januar//Wanderung
14:00//Begrüßung durch den Vorstand//14:30//Vortrag zur Zukunft der Pflege
Tag 1: Anreise//Tag 2: Werkstätten//Tag 3: Abreise
Programm//Begrüßung//Grußwort//Podiumsdiskussion//Empfang
10 am Registration//11 am Opening//1 pm Lunch
Session 1: Sensors//Session 2: Robots//Coffee break
Block I//08:45 Check-in//09:15 Impuls: Energie//Kaffeepause
""",
    "captions": """
v.l.n.r.: Jana Muster, Paul Beispiel (Foto: Muster GmbH)
Von links: Kim Probe, Rainer Muster und Guido Beispiel
Jana Muster (links) und Paul Beispiel bei der Übergabe
Im Bild: Der Vorstand des Muster e.V.
Bild: Blick in die neue Halle
Abb. 1: Aufbau der Anlage
Der Vorstand beim Empfang (Foto: Kim Probe)
From left: John Sample, Jane Roe
Gruppenbild mit allen Preisträgern
Freuen sich über den Preis: Jana Muster und Paul Beispiel
""",
    "credits": """
© 2025 Jana Muster
Foto: A / B
Fotos: Jana Muster, Paul Beispiel
Bildnachweis: Muster GmbH
(c) Muster GmbH
Foto Jana Muster/Agentur Probe
Quelle: Musterbote
Bildrechte: Stadt Musterheim
Photo by John Sample
Copyright: Probe Verlag
""",
    "by-lines": """
Von Jana Muster
Von Jana Muster und Paul Beispiel
By John Sample
Text: Kim Probe
Autorin: Angela Julie Beispiel
Ein Beitrag von Rainer Muster
Von Dr. Xenia Ypsilon
Von unserer Redaktion
Von J. Muster
Interview: Guido Muster
""",
    "bullets of other kinds": """
✓ Punkt eins
→ Punkt eins//→ Punkt zwei
► Neue Halle
● Mehr Strom//● Weniger Lärm
▸ Kurse//▸ Werkstätten
➔ Zur Ausstellung
■ Förderung//■ Beratung
» Alle Termine
★ Besonderer Gast
– Ein einzelner Strich
""",
    "numbers": """
2.1 Finanzen
1. Finanzen
3) Neue Satzung
a) Bericht des Vorstands
TOP 4 Wahlen
§ 5 Beiträge
(2) Verschiedenes
IV. Ausblick
Punkt 3: Entlastung
1.2.3 Messwerte
""",
    "ends and signs": """
ENDS
ENDE
– Ende –
###
+++
- ENDS -
End of release
* * *
[Ende]
--- 30 ---
""",
    "people and organisations": """
Jana Muster
Dr. Rainer Muster, Geschäftsführer der Muster GmbH
Paul Beispiel und Kim Probe
Muster GmbH
Alpha Sensorik GmbH & Co. KG
Pressesprecherin Jana Muster
Vorsitzender
Prof. Dr. Angela Beispiel
Guido Muster – Landrat
Muster-Netz e.V.
""",
    "navigation": """
Teilen//Drucken//Impressum
Zurück zur Übersicht
Mehr erfahren
Weitere Meldungen
Startseite > Aktuelles > News
Das könnte Sie auch interessieren
Folgen Sie uns auf LinkedIn
Download Pressemitteilung
Home / News / Archiv
Read more
""",
    "labels": """
Ort: Musterhalle
Wann: 24. Januar
Veranstalter: Muster e.V.
Moderation: Jana Muster
Teilnahmegebühr: 50 Euro
Kategorie: Forschung
Stand: Januar 2025
Ansprechpartner: Paul Beispiel
Beginn: zehn Uhr
Schlagwörter: Hafen, Licht
""",
    "addresses and greetings": """
Muster GmbH//Musterstraße 5//01234 Musterheim
Sehr geehrte Damen und Herren
Mit freundlichen Grüßen
Liebe Mitglieder
Hafenstr. 12
01234 Musterheim
presse@muster.example
www.muster.example
Ihre Jana Muster
Dear members
""",
    "signs of markup": """
<b>Neues Labor</b>
&nbsp;Neues Labor
`Neues Labor`
Neues Labor__
> Neues Labor
~ Neues Labor
[Neues Labor]
#hafen #licht
@musterverein
{{ titel }}
""",
    "results and files": """
FC Muster – SC Probe 3:1
Klasse 7b
programm.pdf
Programm als Datei, 2 MB
Lesezeit drei Minuten
Ausgabe 3/2025
Montag bis Freitag
Eintritt frei
Amt für Bau und Verkehr
Xaveria Yps, Quintus Zett, Ottokar Wix
""",
    "wrapped and open lines": """
Die Halle wurde gebaut und
mit Blick auf die Zukunft
Der Preis ging an das Team „Hafen“,
Danke an alle Helferinnen, Helfer und
so viele Gäste wie nie
und dann kam der Regen
Anmeldung bis zum 24.01.2025
24.01.2025
Leipzig, 24. Januar 2025
„Das ist ein guter Tag“
""",
}

PROSE = (
    "Der Verein hat im vergangenen Jahr viel erreicht. Davon haben alle Betriebe der Region etwas gehabt.",
    "Am Abend kamen mehr als hundert Gäste in die Halle, und sie blieben lange.",
    "The members met on Thursday and agreed on a plan for the coming year. It is short.",
)


def variants(form: str) -> list[list[str]]:
    """Return the lines of each variant of a form."""
    return [variant.split("//") for variant in FORMS[form].strip("\n").split("\n")]


def documents(form: str) -> list[tuple[str, list[str]]]:
    """Return articles with a form's lines between true headings, and those headings; in blocks and apart."""
    made = []
    for number, lines in enumerate(variants(form)):
        for joint in ("\n", "\n\n"):
            first, second = (TRUE_HEADINGS[(number * 7 + shift) % len(TRUE_HEADINGS)] for shift in (0, 11))
            prose = [PROSE[(number + shift) % 3] for shift in range(4)]
            blocks = [first, prose[0], joint.join(lines), prose[1], second, prose[2]]
            made.append(
                (
                    "\n\n".join(["Ein Titel mit Worten", "24.01.2025\nEin Satz als Anriss.", *blocks]),
                    [first, second],
                )
            )
    return made
