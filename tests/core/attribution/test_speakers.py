"""Who says what: each case is a short article and the words whose source is asked for."""

import pytest

from service.core import attribution
from service.core.article import Article, segment


def speakers_of(article: Article, words: str) -> list[str | None]:
    """Names of the parties the words are attributed to, innermost reported speech included."""
    start = article.text.index(words)
    end = start + len(words)
    reading = attribution.read(article)
    return [
        reading.parties[found.party].name if found.party is not None else None
        for found in reading.attributions
        if any(a < end and start < b for a, b in (*found.content, *found.quotations))
    ]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        # Subject and verb, after and before the words
        ("Ana Duarte said the bridge would close in May.", "the bridge", "Ana Duarte"),
        ("“The bridge must close,” Ana Duarte said.", "The bridge must close", "Ana Duarte"),
        ("“The bridge must close,” said Ana Duarte, the city engineer.", "The bridge must close", "Ana Duarte"),
        ("The bridge will close in May, said Ana Duarte, the city engineer.", "will close", "Ana Duarte"),
        ("The bridge will close in May, Ana Duarte told reporters on Monday.", "will close", "Ana Duarte"),
        ("“The bridge,” Ana Duarte told the council, “must close.”", "must close", "Ana Duarte"),
        ("‘The bridge must close,’ said Ana Duarte.", "bridge must close", "Ana Duarte"),
        ("'The bridge must close,' Ana Duarte warned.", "bridge must close", "Ana Duarte"),
        ("''The bridge must close,'' Ana Duarte said.", "bridge must close", "Ana Duarte"),
        # Offices, explanations and ages between the name and the verb
        ("Peru’s finance minister, Ana Duarte, said taxes would rise.", "taxes would", "Ana Duarte"),
        ("Ana Duarte, Peru’s finance minister, said more must be done.", "more must be done", "Ana Duarte"),
        ("Ana Duarte, 45, of Leeds, said Tuesday’s fire was out.", "was out", "Ana Duarte"),
        ("Ana Duarte, who chairs the board, said profits had doubled.", "had doubled", "Ana Duarte"),
        ("Ana Duarte (Labour) said taxes would rise.", "taxes would", "Ana Duarte"),
        ("Finance Minister Ana Duarte said taxes would rise.", "taxes would", "Ana Duarte"),
        ("In Lima, the finance minister, Ana Duarte, said taxes would rise.", "taxes would", "Ana Duarte"),
        ("In a letter to the court, one of them, Ana Duarte, said she had moved.", "had moved", "Ana Duarte"),
        ("The firm’s new owner, Orbit Holdings, said it would close the plant.", "would close", "Orbit Holdings"),
        # Nouns and groups
        ("Officials said the dam was safe.", "the dam", "officials"),
        ("Prosecutors in Turin said the dam was safe.", "the dam", "prosecutors in Turin"),
        ("A spokesman for the port said the dam was safe.", "the dam", "spokesman for the port"),
        ("A source close to the talks said a deal was near.", "a deal was", "source close to the talks"),
        ("The dam was safe, according to three engineers.", "The dam", "three engineers"),
        ("According to Ana Duarte, the dam was safe.", "the dam was", "Ana Duarte"),
        ("A spokesman for the mayor, Pau Ribas, said the dam was safe.", "the dam was", "Pau Ribas"),
        (
            "Mayor Pau Ribas left. A spokesman for the mayor, Pau Ribas, said the dam was safe.",
            "the dam was",
            "spokesman for the mayor",
        ),
        # Other verbs and forms
        ("“The dam is weak,” Duarte posted on Monday.", "The dam is", "Duarte"),
        ("The dam is weak, say engineers.", "The dam is", "engineers"),
        ("The dam is weak, emails reviewed by the Courier show.", "The dam is", "emails"),
        ("Ana Duarte has long maintained that the dam is weak.", "the dam is", "Ana Duarte"),
        ("Pau Ribas recalled Ana Duarte telling him, “The dam is weak.”", "The dam is", "Ana Duarte"),
        ("Ana Duarte has repeatedly warned that the dam is weak.", "the dam is", "Ana Duarte"),
        ("Ana Duarte was calling for an inquiry.", "an inquiry", "Ana Duarte"),
        ("Ana Duarte said the dam was weak, calling for an inquiry.", "an inquiry", "Ana Duarte"),
        ("Ana Duarte said the dam was weak and called for an inquiry.", "an inquiry", "Ana Duarte"),
        ("The plan was criticised by Ana Duarte.", "The plan", "Ana Duarte"),
        ("The fire prompted opposition leaders to condemn the minister.", "the minister", "opposition leaders"),
        ("Ana Duarte described the plan as “an insult to every nurse”.", "an insult to", "Ana Duarte"),
        ("Ana Duarte denied that she had signed the letter.", "she had signed", "Ana Duarte"),
        ("Ana Duarte asked the court to block the plan.", "block the plan", "Ana Duarte"),
        ("Ana Duarte asked her deputy to resign at once.", "resign at once", "Ana Duarte"),
        ("Ana Duarte called the charges political.", "the charges political", "Ana Duarte"),
        ("A coalition of more than 50 generals said it was late.", "was late", "coalition of more than 50 generals"),
        ("Ana Duarte would say only that she had left.", "she had left", "Ana Duarte"),
        ("Most voters oppose the plan, a Lima University poll finds.", "Most voters", "Lima University"),
        ("Ana Duarte shot back that he was poor.", "was poor", "Ana Duarte"),
        ("Ana Duarte described the plan as a stunt.", "as a stunt", "Ana Duarte"),
        ("“It is late,” Ana Duarte added a moment later.", "It is late", "Ana Duarte"),
        ("In a memo, the manager, Ana Duarte, instructed staff to “treat it like a state”.", "treat it", "Ana Duarte"),
        ("He moved allies to wait, the Times reported, citing two people who were there.", "allies to wait", "Times"),
        ("The manager circulated a memo arguing that the sample was skewed.", "sample was", "manager"),
        ("Her ally, Ana Duarte, went further, calling it “a threat to the republic”.", "a threat", "Ana Duarte"),
        ("Ana Duarte: “The bridge must close.”", "The bridge must", "Ana Duarte"),
        ("LIMA, Peru (Wire) — Ana Duarte lowered rates, saying prices had fallen.", "prices had", "Ana Duarte"),
        ("Her aide, Ana Duarte, struck another tone: She called the plan “mad”.", "the plan", "Ana Duarte"),
        ("Ana Duarte, of the brokerage Cumbres, disagreed; she noted that wages rose.", "wages rose", "Ana Duarte"),
        ("Asked about it, Duarte, an aide who has led since 2022, replied: “All is open.”", "All is", "Duarte"),
        ("Ana Duarte said she hoped the bridge would open in May.", "the bridge", "Ana Duarte"),
        ("Ana Duarte left the room, saying that she would resign.", "she would resign", "Ana Duarte"),
        ("In a statement issued late on Tuesday, Ana Duarte said she would stay.", "would stay", "Ana Duarte"),
        ("In court, Ana Duarte, whose son Pau, 8, was one of the dead, said it hurt.", "it hurt", "Ana Duarte"),
        ("Ana Duarte, of Lima, told Pau Ribas in a letter that she would stay.", "would stay", "Ana Duarte"),
        ("One way, according to Ana Duarte, is that they wait.", "is that they", "Ana Duarte"),
        ("Ana Duarte, the mediator, did not rule out that the talks could fail.", "could fail", "Ana Duarte"),
        ("Ana Duarte declined to say who was right.", "say who", "Ana Duarte"),
    ],
)  # fmt: skip
def test_reported_words_belong_to_their_source(text: str, words: str, speaker: str) -> None:
    found = speakers_of(segment(text, language="en"), words)

    assert speaker in found
    assert set(found) == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "The EU summoned the Russian envoy in Brussels over the attack.",
        "Ministers were expected to criticise the plan.",
        "Thursday’s attack on the port shows how weak the walls are.",
        "Ministers met in Copenhagen and were asked to condemn the attack.",
        "The company reported a profit of $3 million.",
        "The report was published on Monday.",
        "Ana Duarte did not say when the bridge would close.",
        "The state charges a fee of 3%.",
        "A note on the door warned visitors.",
        "The prices are said to be falling.",
        "Asked whether she thought the bridge was safe, Ana Duarte left.",
        "A weak peso and new tariffs called for caution.",
        "The detour is adding 11 hours to the trip.",
    ],
)
def test_what_nobody_said_is_nobodys(text: str) -> None:
    reading = attribution.read(segment(text, language="en"))

    assert [found for found in reading.attributions if found.party is not None] == []


@pytest.mark.parametrize(
    "text",
    [
        "Thursday’s attack on the port shows that the walls are weak, Ana Duarte said.",
        "Ministers met. The talks went on all night.",
    ],
)
def test_days_events_and_meetings_are_no_parties(text: str) -> None:
    names = {party.name for party in attribution.read(segment(text, language="en")).parties}

    assert names <= {"Ana Duarte"}


def test_a_quotation_over_two_sentences_has_one_speaker() -> None:
    article = segment("“We will not go. We will stay here all night,” said Ana Duarte.")

    assert speakers_of(article, "We will not go") == ["Ana Duarte"]
    assert speakers_of(article, "We will stay here") == ["Ana Duarte"]


def test_a_quotation_that_goes_on_after_its_cue_keeps_its_speaker() -> None:
    article = segment("“We will not go,” said Ana Duarte. “We will stay here all night.”\nThe mayor left at nine.")

    found = attribution.read(article).of_sentence(2)[0]

    assert speakers_of(article, "We will stay") == ["Ana Duarte"]
    assert found.explicit
    assert found.certain


def test_a_quotation_over_paragraphs_that_is_not_closed_keeps_its_speaker() -> None:
    text = (
        "Ana Duarte said: “We will not go.\n“They promised us a school in 2019.\n“We are still waiting.”\n"
        "Pau Ribas, the mayor, said he was sorry."
    )
    article = segment(text)

    assert speakers_of(article, "They promised") == ["Ana Duarte"]
    assert speakers_of(article, "still waiting") == ["Ana Duarte"]
    assert speakers_of(article, "he was sorry") == ["Pau Ribas"]


def test_a_colon_at_the_end_of_a_paragraph_gives_the_next_quotation_its_speaker() -> None:
    article = segment("In a long letter to the council, Ana Duarte wrote:\n“We are still waiting for the school.”")

    assert speakers_of(article, "still waiting") == ["Ana Duarte"]


def test_a_last_name_an_office_and_a_pronoun_mean_the_person_named_before() -> None:
    article = segment(
        "Ana Duarte, the finance minister of Peru, said taxes would rise. “It is time,” Duarte added.\n"
        "She said the poor would be spared. The minister also promised new schools."
    )
    reading = attribution.read(article)

    assert {reading.parties[found.party].name for found in reading.attributions if found.party is not None} == {
        "Ana Duarte"
    }
    assert [found.sentence for found in reading.attributions] == [1, 2, 3, 4]


def test_he_and_she_mean_the_nearest_who_fits() -> None:
    article = segment(
        "Mr. Ribas said the school would open. Ms. Duarte disagreed with the plan.\n"
        "“It will never open,” she said. “It will open in June,” he said."
    )

    assert speakers_of(article, "never open") == ["Duarte"]
    assert speakers_of(article, "open in June") == ["Ribas"]


def test_a_pronoun_with_two_people_to_choose_from_is_not_certain() -> None:
    article = segment("Alek Brandt met Jorin Vale at the mill. “The mill is finished,” he said.")
    [found] = attribution.read(article).attributions

    assert found.explicit
    assert not found.certain


def test_it_means_the_body_that_spoke_before() -> None:
    article = segment("Orbit Holdings said the plant was safe. It said workers had been told.")

    assert speakers_of(article, "workers had been") == ["Orbit Holdings"]


def test_words_about_another_person_are_told_by_whoever_says_them() -> None:
    article = segment("Ana Duarte, a spokeswoman, met the press. She said Ribas “was not happy about the vote.”")
    reading = attribution.read(article)
    told = [found for found in reading.of_sentence(2) if found.reported_by]

    assert [reading.parties[found.party].name for found in told if found.party is not None] == ["Ribas"]
    assert [[party.name for party in reading.chain(found)] for found in told] == [["Ribas", "Ana Duarte"]]


def test_speech_inside_speech_is_reported_by_the_outer_speaker() -> None:
    reading = attribution.read(segment("Ana Duarte said the mayor, Pau Ribas, had told her that the school was full."))
    [inner] = [found for found in reading.attributions if found.reported_by]

    assert [party.name for party in reading.chain(inner)] == ["Pau Ribas", "Ana Duarte"]


def test_two_who_share_a_verb_both_hold_the_view() -> None:
    article = segment("Ana Duarte and Pau Ribas said the school would open.")

    assert sorted(filter(None, speakers_of(article, "the school"))) == ["Ana Duarte", "Pau Ribas"]


def test_a_relative_clause_ends_at_its_comma() -> None:
    article = segment("Asked about the three senators who opposed the bill, Ana Duarte shook her head.")
    [found] = attribution.read(article).attributions

    assert [article.text[start:end] for start, end in found.content] == ["the bill"]


def test_she_goes_on_meaning_the_subject_and_not_who_else_was_named() -> None:
    article = segment(
        "Estelle Varga was born in Szeged. She and her sister, Judit, hid in a convent.\n"
        "“The nuns taught us to be quiet,” she wrote."
    )

    assert speakers_of(article, "The nuns taught") == ["Estelle Varga"]


def test_a_transcript_gives_each_line_to_the_name_before_its_colon() -> None:
    article = segment("DUARTE: The lamps are too bright. We measured them.\nRIBAS: They keep us safe at night.")

    assert speakers_of(article, "too bright") == ["DUARTE"]
    assert speakers_of(article, "We measured them") == ["DUARTE"]
    assert speakers_of(article, "keep us safe") == ["RIBAS"]


def test_a_line_of_a_transcript_is_all_its_speakers_and_he_in_it_is_somebody_else() -> None:
    article = segment(
        "Noor Haddad-Byrne spoke to Owen Pascoe about Craig Devlin, the minister.\n"
        "OP: Did you tell him?\nNHB: I told the minister the bridge was tired. I did not know more.\n"
        "NHB: It was late. He said: “How tired?”"
    )

    assert speakers_of(article, "the bridge was tired") == ["Noor Haddad-Byrne"]
    assert speakers_of(article, "did not know more") == ["Noor Haddad-Byrne"]
    assert "Noor Haddad-Byrne" not in speakers_of(article, "How tired")[:1]


def test_a_question_mark_does_not_cut_a_quotation_off_from_who_asked_it() -> None:
    article = segment("“We are broke,” said Pau Ribas, the mayor. “Why now?” Ana Duarte asked.")

    assert speakers_of(article, "Why now?") == ["Ana Duarte"]


def test_who_is_said_to_have_done_something_has_not_said_it() -> None:
    reading = attribution.read(segment("Judge Ana Duarte said Ribas had committed “a betrayal beyond all words”."))

    assert [reading.parties[found.party or 0].name for found in reading.attributions] == ["Ana Duarte"]


def test_attitudes_are_a_layer_of_their_own() -> None:
    reading = attribution.read(segment("The Farmers’ League opposes the dam. “It is a gift,” said Ana Duarte."))

    assert [found.kind for found in reading.attributions] == ["attitude", "direct"]


def test_the_union_is_the_name_that_the_article_calls_one() -> None:
    article = segment(
        "Unite said 3,100 members would strike. The union’s officer, Ana Duarte, accused the operator, Northway, of "
        "bad faith. Northway rejected the claim. The union wants parity by 2026.",
        language="en",
    )

    assert speakers_of(article, "parity by 2026") == ["Unite"]
    [unite] = [party for party in attribution.read(article).parties if party.name == "Unite"]
    assert unite.kind == "organisation"


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("The researchers themselves caution that the sample was small.", "the sample was small", "researchers"),
        ("Peller Health disputes that: it says it called twice.", "it called twice", "Peller Health"),
    ],
)
def test_little_words_between_source_and_verb_hide_nobody(text: str, words: str, speaker: str) -> None:
    assert speakers_of(segment(text, language="en"), words) == [speaker]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        # Who stands in parentheses, between commas, in a relative clause
        ("“It is late,” Coun Ana Duarte (Con), the member for roads, told the chamber.", "It is late", "Ana Duarte"),
        ("Sen. Ana Duarte (R-Texas) said the bill was dead.", "the bill", "Ana Duarte"),
        ("Half agreed; the organisers, Save Ladle Meadow, called it “petty and small”.", "petty", "Save Ladle Meadow"),
        ("Pest controller Lee Farrow, who saw it, reckons the drains are to blame.", "the drains", "Lee Farrow"),
        ("It costs too much, according to the Orbit Union, which said it would sue.", "would sue", "Orbit Union"),
        ("The Home Rule List, which has five seats, says it can live with it.", "can live", "Home Rule List"),
        ("People briefed on the talks said a deal was near.", "a deal was", "people briefed on the talks"),
        # Documents are whoever wrote them
        ("A report by the audit office said the dam was weak.", "the dam was", "audit office"),
        ("The dam was weak, according to the fire service's report.", "The dam", "fire service"),
        ("A new Suffolk University poll shows that Duarte is behind.", "is behind", "Suffolk University"),
        ("Pau Ribas released a statement. “I am proud of you all,” it read.", "I am proud", "Pau Ribas"),
        # Verbs in unusual places
        ("Replied Ana Duarte, “It has to be so.”", "It has to", "Ana Duarte"),
        ("“Enough is enough,” Ana Duarte stammered.", "Enough is", "Ana Duarte"),
        ("Ana Duarte took to the stage to call it “a total and utter fraud.”", "a total and", "Ana Duarte"),
        ("Ana Duarte went on to say that the dam was weak.", "the dam was", "Ana Duarte"),
        ("The dam is weak, as Ana Duarte put it.", "The dam", "Ana Duarte"),
        ("In Ana Duarte’s view, the dam is weak.", "the dam is", "Ana Duarte"),
        ("Ana Duarte had a message for Ribas: “You are going to lose this.”", "You are going", "Ana Duarte"),
        ("For Ana Duarte, it was “a very sad day.”", "a very sad", "Ana Duarte"),
        ("The Times reported on Sunday that the dam was weak.", "the dam was", "Times"),
        ("Ana Duarte would not say whether the dam was weak.", "the dam was", "Ana Duarte"),
        ('"The dam is weak, said Ana Duarte.', "The dam", "Ana Duarte"),
        ("`` The dam is weak , '' said Ana Duarte .", "The dam", "Ana Duarte"),
        # No verb at all
        ("Bridge to close in May – mayor", "Bridge to close", "mayor"),
        ("Mayor: bridge to close in May", "bridge to", "mayor"),
        ("Ana Duarte, the mayor, was blunt. “They are losers, all of them.”", "They are", "Ana Duarte"),
        # Names that look like something else
        ("Theresa May said the dam was weak.", "the dam was", "Theresa May"),
        ("Goldman Sachs said the dam was weak.", "the dam was", "Goldman Sachs"),
        ("The Food and Drug Administration said the dam was weak.", "the dam", "Food and Drug Administration"),
        ("University of Lima professor Ana Duarte said the dam was weak.", "the dam was", "Ana Duarte"),
    ],
)  # fmt: skip
def test_the_source_is_found_in_whatever_place_it_stands(text: str, words: str, speaker: str) -> None:
    assert set(speakers_of(segment(text, language="en"), words)) == {speaker}


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Ms Justice Trenwith ruled on it. ‘They must live with it,’ the judge said.",
            "They must",
            "Ms Justice Trenwith",
        ),
        ("Sen. Ana Duarte voted no. “I am ready to go,” the Vermont senator said.", "I am ready", "Ana Duarte"),
        ("Ana Duarte spoke first. “I am ready to go,” the New York Democrat said.", "I am ready", "Ana Duarte"),
        (
            "Radley & Sons owned the mill. Northgate Mutual, its insurer, did not pay. The insurer denied bad faith.",
            "bad faith",
            "Northgate Mutual",
        ),
        ("The Dutch firm Velora cut 40 jobs. The Dutch company said trade was slow.", "trade was", "Velora"),
        ("A mining firm cut jobs. “Trade is slow,” said the firm, Nordmalm.", "Trade is", "Nordmalm"),
        ("Pau Ribas was held. His lawyer said he was innocent.", "he was innocent", "Pau Ribas’s lawyer"),
        (
            "Jane Holt and Mary Pike met. Holt said the dog was hers. Pike said no. “I fed it every day,” she said.",
            "I fed it",
            "Mary Pike",
        ),
        (
            "Sunita Rao and her son Anil Rao own it. “We will not sell,” Mrs. Rao said.",
            "We will not",
            "Sunita Rao",
        ),
        (
            "Haskett’s rival, Governor Bo Lind, fell ill. She left her house at noon. “I flunked,” she said.",
            "I flunked",
            "Bo Lind",
        ),
    ],
)
def test_a_noun_or_a_pronoun_means_whom_the_article_made_known(text: str, words: str, speaker: str) -> None:
    assert set(speakers_of(segment(text, language="en"), words)) == {speaker}


def test_a_transcript_gives_every_line_to_its_label() -> None:
    article = segment(
        "CARLA JUSTE, HOST: You said it was dead. Is it?\n\nOWEN-MARSH (laughing): No. It is resting.\n\n"
        "Q: How long?\n\nOWEN-MARSH: Until May.",
        language="en",
    )

    assert speakers_of(article, "Is it") == ["CARLA JUSTE"]
    assert speakers_of(article, "It is resting") == ["OWEN-MARSH"]
    assert speakers_of(article, "How long") in ([], [None])
    assert speakers_of(article, "Until May") == ["OWEN-MARSH"]


def test_a_speech_is_its_speakers_but_for_the_words_it_quotes() -> None:
    article = segment(
        "Remarks by Mayor Nadia Ferro at the reopening of the library\n\n"
        "I made you a promise, and I meant it. Ana Duarte told me, “You will never do it.”",
        language="en",
    )

    assert speakers_of(article, "a promise") == ["Nadia Ferro"]
    assert "Ana Duarte" in speakers_of(article, "You will never")


def test_news_without_capitals_has_speakers_too() -> None:
    text = (
        "a storm that killed four people in the hill towns was the worst in forty years , forecasters said . "
        "`` we lost the bridge and we lost the school , '' said mayor anton dresh of low ferry . "
        "dresh told local radio the power would be back soon . soldiers had been sent to clear the roads ."
    )
    article = segment(text, language="en")

    assert speakers_of(article, "we lost the bridge") == ["anton dresh"]
    assert "anton dresh" in speakers_of(article, "the power would")


@pytest.mark.parametrize(
    "text",
    [
        "Dr Ada Abbs, a chemist called by the authority, arrived.",
        "Ana Duarte may say the dam is weak.",
        "Q: How long have you known?",
    ],
)
def test_what_only_looks_like_speech_is_nobodys(text: str) -> None:
    reading = attribution.read(segment(text, language="en"))

    assert [found for found in reading.attributions if found.party is not None] == []


@pytest.mark.parametrize(
    "text",
    [
        "Nobody at the ministry has said that the plan is dead.",
        "None of the ministers said the plan was dead.",
        "No one in the union said the plan was dead.",
        "Not one of the doctors said the plan was dead.",
        "Neither the union nor the firm said the plan was dead.",
        "Nobody who works at the ministry has said that the plan is dead.",
    ],
)
def test_what_nobody_said_is_told_of_nobody(text: str) -> None:
    assert not [name for name in speakers_of(segment(text, language="en"), "dead") if name is not None]


def test_whoever_replies_is_who_was_spoken_to() -> None:
    text = "The judge told Danton: “You traded on trust.” He replied: “I am innocent.”"

    assert speakers_of(segment(text, language="en"), "traded on trust") == ["judge"]
    assert speakers_of(segment(text, language="en"), "I am innocent") == ["Danton"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The union has warned for years. Varen Steel shut the mill. The union said it would act.", "union"),
        ("Varen Steel shut a mill. Its union, Unison North, objected. The firm said it would act.", "Varen Steel"),
        ("The Met Service issued a warning. A ferry sank. The operator said it would act.", "operator"),
        ("Varen Foods sued the charity River Friends. The company said it would act.", "Varen Foods"),
        ("The Coast Agency met. The Society of Pilots wrote to it. The agency said it would act.", "Coast Agency"),
        ("QX-40 is sold. A spokesman for Orrin Foods said no. It said it would act.", "Orrin Foods"),
        ("Varen Foods sued the charity River Friends. The charity said it would act.", "River Friends"),
    ],
)
def test_the_firm_is_no_union_and_the_union_no_firm(text: str, speaker: str) -> None:
    assert speakers_of(segment(text, language="en"), "would act") == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Coalex will cut 400 jobs, it said on Thursday.",
        "PORT ALDEN, Oct 8 (NWS) - Coalex will cut 400 jobs, it said on Thursday.",
        "PORT ALDEN (NWS) — Coalex will cut 400 jobs, it said on Thursday.",
    ],
)
def test_what_it_said_of_itself_is_its_own(text: str) -> None:
    assert speakers_of(segment(text, language="en"), "400 jobs") == ["Coalex"]


def test_what_there_is_no_evidence_of_is_told_by_whoever_denies_it() -> None:
    text = "There is no evidence that Mayor Gold told staff to delete files, the inspector said."

    assert speakers_of(segment(text, language="en"), "delete files") == ["inspector"]
    assert speakers_of(segment(text, language="en"), "no evidence") == ["inspector"]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Hale told the manager, Colin Brough, to go. Brough laughed. The manager said it was late.",
            "late",
            "Colin Brough",
        ),
        ("The chief executive, Sara Moy, who came in 2019, apologised to everybody.", "to everybody", "Sara Moy"),
        ("The keeper, Ivo Vale, left, according to Colin Brough, who said it was late.", "it was late", "Colin Brough"),
    ],
)
def test_an_office_and_a_name_between_commas_are_one(text: str, words: str, speaker: str) -> None:
    assert speakers_of(segment(text, language="en"), words) == [speaker]


def test_what_is_told_somebody_begins_after_his_name() -> None:
    text = "Hale told the manager, Colin Brough, that the bus was late."

    [told] = attribution.read(segment(text, language="en")).attributions

    assert [text[start:end] for start, end in told.content] == ["the bus was late"]
