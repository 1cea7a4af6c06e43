"""Paragraphs that follow one another, and the quotations in them."""

#: Paragraphs that follow one another, and the quotations in them: how each begins, who said it, which role.
SPOKEN: list[tuple[list[str], list[tuple[str, str, str]]]] = [
    (
        [("Anna Muster, Leiterin der Beispiel AG, sagte: „Wir freuen uns sehr auf das Jahr.“")],
        [("Wir", "Anna Muster", "Leiterin der Beispiel AG")],
    ),
    (
        [
            (
                "„Wir freuen uns sehr auf das Jahr“, sagte Dr. Anna Muster, Leiterin der "
                "Beispiel AG. Danach gab es Kuchen."
            )
        ],
        [("Wir", "Dr. Anna Muster", "Leiterin der Beispiel AG")],
    ),
    (
        [
            (
                '"We are very happy about this," said Jane Example, CEO of Example Ltd. "We '
                'will grow again next year," she added.'
            )
        ],
        [
            ("We are", "Jane Example", "CEO of Example Ltd."),
            ("We will", "Jane Example", "CEO of Example Ltd."),
        ],
    ),
    (
        [("'We don't know what the members' wishes are,' said John Sample, director of the network.")],
        [("We don't", "John Sample", "director of the network")],
    ),
    (
        [
            (
                "John Sample, director of the network, said: 'It’s the best year we have had "
                "so far.' Then they ate."
            )
        ],
        [("It’s", "John Sample", "director of the network")],
    ),
    (
        [("Die Geschäftsführerin der Muster GmbH, Anna Beispiel, betonte: „Das ist ein sehr guter Tag.“")],
        [("Das", "Anna Beispiel", "Geschäftsführerin der Muster GmbH")],
    ),
    (
        ["Geschäftsführer Peter Beispiel ergänzte: «Wir bauen noch in diesem Jahr aus.»"],
        [("Wir", "Peter Beispiel", "Geschäftsführer")],
    ),
    (
        [
            (
                "Dazu erklärte Prof. Dr. Anna von der Heide, Rektorin der Hochschule "
                "Musterstadt: »Forschung braucht immer einen langen Atem.«"
            )
        ],
        [("Forschung", "Prof. Dr. Anna von der Heide", "Rektorin der Hochschule Musterstadt")],
    ),
    (
        [
            ("Anna Muster, Leiterin der Beispiel AG, und Ben Probe, Vorstand der Probe GmbH, waren da."),
            (
                "„Das war ein ganz besonderer Abend“, so Muster. „Ich komme sicher gerne "
                "einmal wieder.“ Probe ergänzte: „Ich komme ganz sicher auch wieder.“"
            ),
        ],
        [
            ("Das", "Anna Muster", "Leiterin der Beispiel AG"),
            ("Ich komme sicher", "Anna Muster", "Leiterin der Beispiel AG"),
            ("Ich komme ganz", "Ben Probe", "Vorstand der Probe GmbH"),
        ],
    ),
    (
        ["Das Motto lautete: „Gemeinsam in die Zukunft gehen wir“."],
        [("Gemeinsam", "", "")],
    ),
    (
        ["In der Mitteilung heißt es: „Die Förderung wird um zwei Jahre verlängert.“"],
        [("Die", "", "")],
    ),
    (
        [
            (
                "Anna Muster, Leiterin der Beispiel AG, begrüßte die Gäste. „Wir freuen uns "
                "über so viele Menschen.“"
            )
        ],
        [("Wir", "Anna Muster", "Leiterin der Beispiel AG")],
    ),
    (
        ["Anna Muster, Leiterin der Beispiel AG, fasste zusammen:", "„Es war ein gutes Jahr für alle.“"],
        [("Es", "Anna Muster", "Leiterin der Beispiel AG")],
    ),
    (
        ["„Wir wachsen in diesem Jahr weiter, so Hofmann. Danach gab es Essen."],
        [("Wir wachsen in diesem Jahr weiter", "Hofmann", "")],
    ),
    (
        [('"Will we be ready by next spring?" asked Mary O\'Neill, president of the Sample Society.')],
        [("Will", "Mary O'Neill", "president of the Sample Society")],
    ),
    (
        [
            (
                "Dr. Uwe Klein, Sprecher des Vereins, und Dr. Eva Groß, Vorständin, luden "
                "ein. Sie sagte: „Der Verein lebt von seinen Mitgliedern.“ Er ergänzte: „Und "
                "von seinen vielen guten Ideen.“"
            )
        ],
        [("Der", "Dr. Eva Groß", "Vorständin"), ("Und", "Dr. Uwe Klein", "Sprecher des Vereins")],
    ),
    (
        ["Der Bürgermeister Karl Lang freute sich: „Das ist gut für die Stadt.“"],
        [("Das", "Karl Lang", "Bürgermeister")],
    ),
    (
        [("„Das ist für uns ein sehr wichtiger Schritt.“ – Anna Muster, Leiterin der Beispiel AG")],
        [("Das", "Anna Muster", "Leiterin der Beispiel AG")],
    ),
    (
        [("„Das ist für uns ein sehr wichtiger Schritt.“ (Anna Muster, Leiterin der Beispiel AG)")],
        [("Das", "Anna Muster", "Leiterin der Beispiel AG")],
    ),
    (
        [
            (
                "Anna Muster arbeitet beim Muster-Netz e.V. Ben Probe, Vorstand der Probe "
                "GmbH, sagte: „Wir sind stolz auf das ganze Team.“"
            )
        ],
        [("Wir", "Ben Probe", "Vorstand der Probe GmbH")],
    ),
    (
        [("Zur Eröffnung der Digitalen Gesundheit sagte Ben Probe: „Wir sind stolz auf das ganze Team.“")],
        [("Wir", "Ben Probe", "")],
    ),
    (
        [
            (
                "Der Stand war voll, Anna Muster von der Beispiel GmbH sagte: „Wir kommen "
                "ganz sicher noch einmal wieder.“"
            )
        ],
        [("Wir", "Anna Muster", "")],
    ),
    (
        [
            (
                "Er sagte mir einmal: „Mein Vater sagte immer: „Man muss im Leben ganz viel "
                "lernen.“ Das habe ich nie vergessen.“"
            )
        ],
        [("Mein Vater", "", "")],
    ),
    (
        [("\"The 'Gold Track' fund is open to everybody,\" said Jane Example. Nobody disagreed.")],
        [("The 'Gold Track'", "Jane Example", "")],
    ),
    (
        [
            (
                "Anna Muster: „Wir kommen ganz sicher noch einmal wieder.“ Ben Probe: „Ich "
                "auch, das ist gar keine Frage.“"
            )
        ],
        [("Wir", "Anna Muster", ""), ("Ich", "Ben Probe", "")],
    ),
    (
        [("Vorständin Eva Groß fügte hinzu: ,,Das Ganze ist mehr als die Teile.'' Dann war Schluss.")],
        [("Das Ganze", "Eva Groß", "Vorständin")],
    ),
    (
        [("« Nous sommes tous très heureux ici », said Marie Dupont, head of the Lyon office.")],
        [("Nous", "Marie Dupont", "head of the Lyon office")],
    ),
    (
        ["Herr Maier lobte: „Sehr gut, sehr gut gemacht alle!“"],
        [("Sehr", "Maier", "")],
    ),
    (
        [("„So viele Menschen waren noch nie hier!“, freute sich die Vorsitzende des Vereins, Eva Groß.")],
        [("So", "Eva Groß", "Vorsitzende des Vereins")],
    ),
    (
        [
            "Eva Groß, Vorsitzende des Vereins, eröffnete den Tag.",
            "Die Vorsitzende sagte: „Der Verein lebt von seinen Mitgliedern.“",
        ],
        [("Der", "Eva Groß", "Vorsitzende des Vereins")],
    ),
    (
        [
            (
                "„Mit dem neuen Labor schließen wir eine Lücke“, erklärt Staatsministerin "
                "Barbara Klepp bei der Eröffnung."
            )
        ],
        [("Mit", "Barbara Klepp", "Staatsministerin")],
    ),
    (
        [
            (
                "Barbara Klepp, Staatsministerin für Wissenschaft: „Mit dem neuen Labor "
                "schließen wir eine Lücke.“"
            )
        ],
        [("Mit", "Barbara Klepp", "Staatsministerin für Wissenschaft")],
    ),
    (
        [
            (
                "Professor Jan Wolff vom Institut für Kälte sagte dazu: „Mit dem neuen Labor "
                "schließen wir eine Lücke.“"
            )
        ],
        [("Mit", "Professor Jan Wolff", "")],
    ),
    (
        [
            (
                "Dies bestätigt auch Dr. med. Ina Kranz, Chefärztin der Klinik Musterberg: "
                "„Mit dem neuen Labor schließen wir eine Lücke.“"
            )
        ],
        [("Mit", "Dr. med. Ina Kranz", "Chefärztin der Klinik Musterberg")],
    ),
    (
        [
            (
                "Für Max Ried, Gründer der Alpha GmbH, ist klar: „Mit dem neuen Labor "
                "schließen wir eine Lücke.“ Sein Fazit: „Es hat sich für uns alle gelohnt.“"
            )
        ],
        [("Mit", "Max Ried", "Gründer der Alpha GmbH"), ("Es", "Max Ried", "Gründer der Alpha GmbH")],
    ),
    (
        [
            (
                "As Dr. Sarah Quill, chief scientist at Lumo, puts it: “We have to start "
                "somewhere and soon.” “It is time we did this together,” Quill said."
            )
        ],
        [
            ("We", "Dr. Sarah Quill", "chief scientist at Lumo"),
            ("It", "Dr. Sarah Quill", "chief scientist at Lumo"),
        ],
    ),
    (
        ["“We have to start somewhere and soon,” says Tom Reed of Lumo Ltd."],
        [("We", "Tom Reed", "")],
    ),
    (
        [
            (
                "Barbara Klepp, Ministerin für Arbeit, kam zu Besuch. „Mit dem neuen Labor "
                "schließen wir eine Lücke“, so die Ministerin. „Das werden wir in Zukunft "
                "fortsetzen“, betont sie."
            )
        ],
        [
            ("Mit", "Barbara Klepp", "Ministerin für Arbeit"),
            ("Das", "Barbara Klepp", "Ministerin für Arbeit"),
        ],
    ),
    (
        [
            "Barbara Klepp, Ministerin für Arbeit, kam zu Besuch.",
            (
                "Auf die Frage, wie es weitergehe, antwortete Klepp: „Mit dem neuen Labor "
                "schließen wir eine Lücke.“"
            ),
        ],
        [("Mit", "Barbara Klepp", "Ministerin für Arbeit")],
    ),
    (
        [
            (
                "Gemeinsam mit Anna Muster, Leiterin der X AG, eröffnete Ben Probe, Vorstand "
                "von Y, den Tag. „Wir machen hier noch lange weiter“, sagte Probe."
            )
        ],
        [("Wir", "Ben Probe", "Vorstand von Y")],
    ),
    (
        ["„Wir machen hier noch lange weiter.“, sagte Ben Probe. Das gefiel allen."],
        [("Wir", "Ben Probe", "")],
    ),
    (
        ["„Wir machen“, sagte Ben Probe, „hier noch sehr lange weiter.“"],
        [("hier", "Ben Probe", "")],
    ),
    (
        [('"We have a plan," Jane Roe, who leads the team, told the audience, "and we will keep to it."')],
        [("and we", "Jane Roe", "")],
    ),
    (
        [
            (
                "Am Ende dankte Vereinschef Karl Moll allen: „Ohne euch wäre das alles "
                "nichts geworden!“ Dann spielte die Band."
            )
        ],
        [("Ohne", "Karl Moll", "Vereinschef")],
    ),
    (
        ["„Das ist ein Satz ohne jede Quelle.“"],
        [("Das", "", "")],
    ),
]
