"""Who is who: names, offices, whom somebody represents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.core import attribution
from service.core.article import segment
from service.core.attribution import Party


def party_of(text: str, name: str) -> Party:
    [party] = [party for party in attribution.read(segment(text, language="en")).parties if party.name == name]
    return party


@pytest.mark.parametrize(
    ("text", "name", "role", "represents"),
    [
        ("Peru’s finance minister, Ana Duarte, said taxes would rise.", "Ana Duarte", "finance minister", "Peru"),
        ("“No,” said Ana Duarte, EU trade chief.", "Ana Duarte", "EU trade chief", "EU"),
        ("White House press secretary Ana Duarte said no.", "Ana Duarte", "White House press secretary", "White House"),
        ("Peruvian President Ana Duarte said no.", "Ana Duarte", "Peruvian President", "Peru"),
        ("Transport Minister Ana Duarte said no.", "Ana Duarte", "Transport Minister", None),
        ("Ana Duarte, the mayor of Springfield, said no.", "Ana Duarte", "mayor of Springfield", "Springfield"),
        ("Ana Duarte, a former minister, said no.", "Ana Duarte", "former minister", None),
        ("The plumber’s wife, Ana Duarte, said no.", "Ana Duarte", "plumber’s wife", None),
        ("Peruvian State Minister Ana Duarte said no.", "Ana Duarte", "Peruvian State Minister", "Peru"),
        ("“No,” said the owner, Lisbon dentist Ana Duarte.", "Ana Duarte", "Lisbon dentist", None),
        ("Consumer Affairs Minister Ana Duarte said no.", "Ana Duarte", "Consumer Affairs Minister", None),
        ("Centre Union leader Ana Duarte said no.", "Ana Duarte", "Centre Union leader", "Centre Union"),
        ("Parish council chairman Ana Duarte said no.", "Ana Duarte", "parish council chairman", None),
        ("The union's general secretary, Ana Duarte, said no.", "Ana Duarte", "general secretary", None),
        ("Home Secretary Ana Duarte met the home office team and said no.", "Ana Duarte", "Home Secretary", None),
        ("Sheriff's Deputy Ana Duarte said no.", "Ana Duarte", "Sheriff's Deputy", None),
        (
            "The Nurses' Union met. Its Welsh secretary, Ana Duarte, said no.",
            "Ana Duarte",
            "Welsh secretary",
            "Nurses' Union",
        ),
        ("“No,” said Ana Duarte of Rail Users' Voice.", "Ana Duarte", None, "Rail Users' Voice"),
        ("Ana Duarte at Holt & Lyle said no.", "Ana Duarte", None, "Holt & Lyle"),
        ("Orbit Holdings fell. Its chairman, Ana Duarte, said no.", "Ana Duarte", "chairman", "Orbit Holdings"),
        ("Embattled president Ana Duarte said no.", "Ana Duarte", "president", None),
        ("Marine biologist Dr Ana Duarte said no.", "Ana Duarte", "Marine biologist", None),
        ("Mr Justice Rowe said no.", "Mr Justice Rowe", "judge", None),
        ("Secretary of State Ana Duarte said no.", "Ana Duarte", "Secretary of State", None),
        ("“No,” said Ana Duarte, its managing director.", "Ana Duarte", "managing director", None),
        ("Retired teacher Ana Duarte said no.", "Ana Duarte", "retired teacher", None),
        ("Unionist Party leader Ana Duarte said no.", "Ana Duarte", "Unionist Party leader", "Unionist Party"),
        ("Civil Protection Minister Ana Duarte said no.", "Ana Duarte", "Civil Protection Minister", None),
        (
            "“No,” said Ana Duarte, co-founder and CEO of Peller Robotics.",
            "Ana Duarte",
            "co-founder and CEO of Peller Robotics",
            "Peller Robotics",
        ),
        (
            "“No,” said Ana Duarte, vice president of operations at Peller Robotics.",
            "Ana Duarte",
            "vice president of operations at Peller Robotics",
            "Peller Robotics",
        ),
    ],
)
def test_an_office_says_what_somebody_is_and_for_whom(
    text: str, name: str, role: str | None, represents: str | None
) -> None:
    party = party_of(text, name)

    assert party.kind == "person"
    assert (party.role, party.represents) == (role, represents)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("France said the talks had failed.", "France", "government"),
        ("The European Union said the talks had failed.", "European Union", "organisation"),
        ("Orbit Holdings said the talks had failed.", "Orbit Holdings", "organisation"),
        ("The Ministry of Finance said the talks had failed.", "Ministry of Finance", "government"),
        ("Residents said the talks had failed.", "residents", "group"),
        ("The Dutch group Velora said the talks had failed.", "Velora", "organisation"),
        ("The operator, Velora, said the talks had failed.", "Velora", "organisation"),
        ("Staff left St Oswin's Hospice. The hospice said it was sorry.", "St Oswin's Hospice", "organisation"),
        ("The Peruvian delegation said the talks had failed.", "Peruvian delegation", "organisation"),
        ("The baker said the talks had failed.", "baker", "person"),
    ],
)
def test_a_party_is_a_person_a_government_a_body_or_a_group(text: str, name: str, kind: str) -> None:
    assert party_of(text, name).kind == kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sen. Rob Portman spoke. Portman said no.", ["Rob Portman"]),
        ("Rep. Steve King spoke. “No,” King said.", ["Steve King"]),
        ("King Charles spoke. “No,” said the King.", ["King Charles"]),
        ("The General Medical Council said no.", ["General Medical Council"]),
        ("Cllr Ana Duarte (Lib Dem, Ashdell South) said no.", ["Ana Duarte"]),
        ("Cllr Ana Duarte (Con, Ashdell North), who proposed it, said no.", ["Ana Duarte"]),
        ("Its chair, the Dutch Olympic champion Ana Duarte, said no.", ["Ana Duarte"]),
        ("The governor of Caraya, Ana Duarte, gave a figure, telling radio that 90 had died.", ["Ana Duarte"]),
        ("Tamsin Vale won. Tearful Tamsin said: “We did it.”", ["Tamsin Vale"]),
        ("Acorn Nutrition Inc. recalled its Little Acorn formula. Acorn said no.", ["Acorn Nutrition Inc."]),
        ("Peru, Chile, New Zealand and Norway said no.", ["Peru", "Chile", "New Zealand", "Norway"]),
        ("The committee’s top Democrat, Rep. Ana Duarte, said no.", ["Ana Duarte"]),
        ("A top aide to Lind said no. The aide, Ana Duarte, said he wrote it.", ["Ana Duarte"]),
        ("Britain's biggest union said no. The Dock Union said 6,200 would strike.", ["Dock Union"]),
        ("A federal court said no. The Supreme Court said yes.", ["federal court", "Supreme Court"]),
        ("The Obermann administration said no. The administration said it again.", ["Obermann administration"]),
        ("The vote was close, with its sponsor, Ana Duarte, saying that it was over.", ["Ana Duarte"]),
        ("Genetic analysis suggests that they are one species.", []),
        ("Nobody says that it is over.", []),
        ("People say that it is over.", []),
        ("Rijkskust, which maintains 600 kilometres of dikes, is rich.", []),
        ("The Consumer Office recalled 4,000 cribs.", []),
    ],
)
def test_those_who_speak_are_called_by_their_names_and_nothing_else_speaks(text: str, names: list[str]) -> None:
    reading = attribution.read(segment(text, language="en"))

    spoken = {found.party for found in reading.attributions if found.party is not None}
    assert [party.name for party in reading.parties if party.index in spoken] == names


def test_a_body_called_after_somebody_is_not_he() -> None:
    reading = attribution.read(segment("“I will win,” Ana Duarte said.", language="en"))

    assert attribution.find(reading, "the Duarte campaign") == ()
    assert [party.name for party in attribution.find(reading, "Duarte")] == ["Ana Duarte"]


def test_a_poll_is_known_by_the_name_of_whoever_took_it() -> None:
    text = "Voters are tired, according to a new Lima University poll. Half will stay at home, the survey found."
    reading = attribution.read(segment(text, language="en"))

    [party] = attribution.find(reading, "Lima University poll")
    assert party.name == "Lima University"
    assert {found.party for found in reading.attributions} == {party.index}


def test_what_is_denied_is_told_by_nobody() -> None:
    text = "The White House denied a report that Bo Lind had called Ana Duarte a fool."
    reading = attribution.read(segment(text, language="en"))

    assert [reading.parties[found.party or 0].name for found in reading.attributions] == ["White House"]


def test_a_row_of_capitals_without_an_end_takes_no_room() -> None:
    reading = attribution.read(segment("A. B. C. D. E. F. G. H. " * 2_000 + "said no.", language="en"))

    assert len(reading.parties) <= 1


def test_the_fullest_name_is_the_name_and_the_others_are_aliases() -> None:
    text = "Brussels: Von Berg is under fire. “I will stay,” said Clara von Berg. Ms. von Berg left at noon."

    party = party_of(text, "Clara von Berg")

    assert party.aliases
    assert party.gender == "female"
    assert len(party.mentions) == 3


def test_an_office_that_is_also_a_first_name_is_one_before_a_last_name() -> None:
    assert party_of("Dean Pascoe, 51, said the lobster would stay.", "Dean Pascoe").role is None


def test_a_spokesman_without_more_is_of_the_firm_just_named() -> None:
    text = "Orbit Holdings cut 40 jobs on Monday. A spokesman said trade was slow."

    assert party_of(text, "Orbit Holdings spokesman").represents == "Orbit Holdings"


def test_a_town_is_nobody_because_an_official_is_named_after_it() -> None:
    reading = attribution.read(segment("Troops went to the town of Badme, an AU official said.", language="en"))

    assert "Badme" not in {party.name for party in reading.parties}


def test_her_nephew_is_a_man() -> None:
    assert party_of("Mrs. Duarte employs her nephew Luc. “I mix the clay,” said Luc.", "Luc").gender == "male"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Orbit Foods cut its forecast. The Oslo-based chocolate maker said prices rose.", "Orbit Foods"),
        ("Coach Gino Moretti was furious. “It is a joke,” the Italian said.", "Gino Moretti"),
        ("Gino Moretti, 51, owns the inn. The father-of-three said trade was good.", "Gino Moretti"),
    ],
)
def test_a_trait_means_whom_the_story_is_about(text: str, name: str) -> None:
    reading = attribution.read(segment(text, language="en"))

    assert [reading.parties[each.party or 0].name for each in reading.attributions if each.party is not None] == [name]


def test_a_title_tells_a_mans_or_a_womans_name() -> None:
    assert party_of("Mrs. Duarte said no.", "Duarte").gender == "female"
    assert party_of("“No,” said Duarte, the club’s chairman.", "Duarte").gender == "male"


def test_mentions_and_aliases_are_slices_of_the_text() -> None:
    text = "Ana Duarte met Pau Ribas. “No,” Duarte said. Orbit Holdings declined to comment, Ribas’ lawyer said."
    article = segment(text)

    for party in attribution.read(article).parties:
        assert all(text[start:end].strip() == text[start:end] != "" for start, end in party.mentions)
        assert all(article.sentence_at(start) is not None for start, _ in party.mentions)


def test_a_reading_is_made_once_for_an_article() -> None:
    article = segment("Ana Duarte said no.")

    assert attribution.read(article) is attribution.read(article)


_WORDS = st.sampled_from(
    "said told Ana Duarte the minister , . “ ” ' \" : ; ( ) — who and “No,” he she it they according to by of U.S. EU "
    "Friday, 45, officials prompted to condemn is was not criticised calling for saying that\n ’s $3 m. A: ? ! R-Ohio another one of them his wife Mr. Mrs. went on "
    "(@ana) -- and poll released Republican senator the".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=40).map(" ".join)))
def test_every_text_can_be_read_and_every_span_lies_in_it(text: str) -> None:
    article = segment(text)
    reading = attribution.read(article)

    for found in reading.attributions:
        sentence = article.sentences[found.sentence - 1]
        for start, end in (*found.content, *found.quotations):
            assert sentence.start <= start < end <= sentence.end
        assert found.party is None or 0 <= found.party < len(reading.parties)
    assert all(party.index == index for index, party in enumerate(reading.parties))
    assert all(party.name.strip() for party in reading.parties)


def test_a_rank_in_several_words_is_a_role_not_a_person() -> None:
    text = "“Not a shot was fired,” said Rear Adm. V.K. Menon. Det. Insp. Joan Bell agreed. Amb. Li Wei said no."

    assert party_of(text, "V.K. Menon").role == "Rear Adm."
    assert party_of(text, "Joan Bell").role == "Det. Insp."
    assert party_of(text, "Li Wei").role == "Amb."


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A divided appeals court ruled that the fee was a tax.", "appeals court", "organisation"),
        ("The U.S. Attorney's Office in Boise declined to comment.", "U.S. Attorney's Office", "organisation"),
        ("The Institute for Rural Budgets said the plan was costly.", "Institute for Rural Budgets", "organisation"),
        ("Tenants of the firm dispute the claim that it lied. They said no.", "tenants of the firm", "group"),
        ("The Conservative Ana Duarte said no.", "Ana Duarte", "person"),
        ("Eleven Labour MPs voted against the bill.", "Eleven Labour MPs", "group"),
        ("Labour Friends of Peru said no.", "Labour Friends of Peru", "group"),
        ("The Conservative Party said no.", "Conservative Party", "organisation"),
        ("The Unionist Party said no.", "Unionist Party", "organisation"),
        ("Peller Water said the leak was mended.", "Peller Water", "organisation"),
        ("“He was in pain,” Ana Duarte KC said.", "Ana Duarte", "person"),
        ("Ana “The Hammer” Duarte, a dentist, said no.", "Ana Duarte", "person"),
        ("“No,” says geriatrician Ana Duarte of Boise Hospital.", "Ana Duarte", "person"),
    ],
)
def test_a_party_is_called_by_its_whole_name_and_by_nothing_more(text: str, name: str, kind: str) -> None:
    assert party_of(text, name).kind == kind


def test_a_conference_holds_no_view() -> None:
    reading = attribution.read(segment("The conference agreed that the chair should go to Kenya.", language="en"))

    assert "conference" not in {party.name for party in reading.parties}


def test_a_body_brought_in_without_a_name_is_the_one_named_later() -> None:
    reading = attribution.read(
        segment("A mining company said the roof fell in. The company, Nordmalm, said it would pay.", language="en")
    )

    assert [party.name for party in reading.parties] == ["Nordmalm"]
    assert [each.party for each in reading.attributions] == [0, 0]


@pytest.mark.parametrize(
    ("claimed", "judgement"),
    [
        ("Ana Duarte", "supports"),
        ("finance minister", "supports"),
        ("Peru", "unknown"),  # for which she speaks
        ("Pau Ribas", "contradicts"),
    ],
)
def test_a_claim_about_who_spoke_is_judged_by_whom_the_speaker_may_stand_for(claimed: str, judgement: str) -> None:
    text = "Peru’s finance minister, Ana Duarte, said taxes would rise. Pau Ribas, a baker, said they would not."
    article = segment(text, language="en")
    sentence = article.sentences[0]

    found = attribution.verdict(attribution.read(article), [claimed], [(sentence.start, sentence.end)], quoted=False)

    assert found.judgement == judgement


def test_an_unnamed_official_contradicts_nobody() -> None:
    article = segment("The official said taxes would rise. Pau Ribas, a baker, said no.", language="en")
    sentence = article.sentences[0]

    found = attribution.verdict(
        attribution.read(article), ["Pau Ribas"], [(sentence.start, sentence.end)], quoted=False
    )

    assert found.judgement == "unknown"


def test_a_pronoun_that_may_mean_another_contradicts_nobody() -> None:
    article = segment("Bo Lind met Paul Roth. He said that the dam was weak.", language="en")
    sentence = article.sentences[1]
    reading = attribution.read(article)

    said = {
        name: attribution.verdict(reading, [name], [(sentence.start, sentence.end)], quoted=False).judgement
        for name in ("Bo Lind", "Paul Roth")
    }

    assert said == {"Bo Lind": "supports", "Paul Roth": "unknown"}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ikeda Moreno, an operator, said the alarm had rung.", "Ikeda Moreno", "person"),
        ("Ikeda Moreno, a crane operator who saw it, said the alarm had rung.", "Ikeda Moreno", "person"),
        ("Hale said a crane operator, Ikeda Moreno, had warned her boss twice.", "Ikeda Moreno", "person"),
        ("A baker who chairs the flood group, Ian Prowse, said no.", "Ian Prowse", "person"),
        ("Orlan Teague, a publisher, said he was sorry.", "Orlan Teague", "person"),
        ("Veolar Grand, an operator of ferries, said it would pay.", "Veolar Grand", "organisation"),
        ("Northgate Mutual, an insurer, said it would pay.", "Northgate Mutual", "organisation"),
        ("Brede Nitrogen said it would pay.", "Brede Nitrogen", "organisation"),
        ("Martin Pharma said it would pay.", "Martin Pharma", "organisation"),
        ("Martin Power said he would pay.", "Martin Power", "person"),
        ("Penmoor United said the striker was happy.", "Penmoor United", "organisation"),
    ],
)
def test_a_trade_is_a_persons_or_a_firms_by_what_stands_round_it(text: str, name: str, kind: str) -> None:
    assert party_of(text, name).kind == kind


def test_a_town_before_a_club_is_no_party() -> None:
    text = "Move to Madrid club collapses.\n\nPenmoor United denied it. The club said he would stay."

    reading = attribution.read(segment(text, language="en"))

    assert [party.name for party in reading.parties] == ["Penmoor United"]
    assert {each.party for each in reading.attributions} == {0}


def test_he_after_somebody_at_work_is_who_spoke_and_nobody_he_told_of() -> None:
    text = "Ikeda Moreno, an operator, said a supervisor had told the crew to ignore it. “It rang for hours,” he said."

    reading = attribution.read(segment(text, language="en"))

    [quoted] = [each for each in reading.attributions if each.quotations]
    assert quoted.party is not None
    assert reading.parties[quoted.party].name == "Ikeda Moreno"


@pytest.mark.parametrize(
    ("text", "represents"),
    [
        ("Orbit Holdings fell. On Monday its chairman, Ana Duarte, said no.", "Orbit Holdings"),
        ("The Federation of Port Nurses met Lima. Its president, Ana Duarte, said no.", "Federation of Port Nurses"),
        ("Lithuania closed the border. Its foreign minister, Ana Duarte, said no.", "Lithuania"),
        ("In a letter, Orbit Holdings denied it. “No,” said Ana Duarte, its chairman.", "Orbit Holdings"),
        ("The Trade Commission met. The cheap carrier Larkair objected. Its chairman, Ana Duarte, said no.", "Larkair"),
        ("It was the Centre Party that won. Its chairman, Ana Duarte, said no.", "Centre Party"),
    ],
)
def test_its_officer_serves_the_body_that_the_sentence_before_is_about(text: str, represents: str) -> None:
    assert party_of(text, "Ana Duarte").represents == represents


@pytest.mark.parametrize(
    "text",
    [
        "The heirs asked the Restitution Panel to rule. The museum disagrees. Its director, Ana Duarte, said no.",
        "The Weather Service saw no storm. The harbour police said nothing. Its commander, Ana Duarte, said no.",
        "The Sea Rescue Society objected. Two men were held. Their lawyer, Ana Duarte, said no.",
        "Lithuania closed the border. Its chairman, Ana Duarte, said no.",
        "Orbit Holdings objected. Rail fares rose. Its foreign minister, Ana Duarte, said no.",
    ],
)
def test_its_officer_serves_no_body_that_was_only_named_before(text: str) -> None:
    bodies = {"Restitution Panel", "Weather Service", "Sea Rescue Society", "Lithuania", "Orbit Holdings"}

    assert party_of(text, "Ana Duarte").represents not in bodies


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The campaign group Justice Watch welcomed the result.", "Justice Watch", "organisation"),
        ("Governor Foods Inc. said it would close the plant.", "Governor Foods Inc.", "organisation"),
        ("The Premier Division said no papers had come.", "Premier Division", "organisation"),
        ("Governor Ann Foods said no.", "Ann Foods", "person"),
        ("Judge Power said no.", "Power", "person"),
        ("The charity Libraries Now said no.", "Libraries Now", "organisation"),
        ("The Society of Head Gardeners said no.", "Society of Head Gardeners", "organisation"),
        ("The Council of Elders of Port Traders said no.", "Council of Elders of Port Traders", "organisation"),
        ("Justice for Sailors said it would sue.", "Justice for Sailors", "organisation"),
        ("Mother-of-three Rhian Tudor said no.", "Rhian Tudor", "person"),
        ("“No,” said British Jews on Monday.", "British Jews", "group"),
        ("The coastguard rejected the claim.", "coastguard", "organisation"),
        ("Downing Street said no. The gates of Downing Street were shut.", "Downing Street", "government"),
        ("At least 40 children said they were hurt.", "40 children", "group"),
    ],
)
def test_an_office_in_a_bodys_name_is_a_part_of_it(text: str, name: str, kind: str) -> None:
    assert party_of(text, name).kind == kind


def test_a_product_called_by_letters_and_figures_is_no_party() -> None:
    text = "The vaccine QV-12 worked. QV-12 is made by Halden Pharma. “QV-12 is safe,” said Ana Duarte."

    assert [party.name for party in attribution.read(segment(text)).parties] == ["Halden Pharma", "Ana Duarte"]


def test_a_name_that_has_a_chairman_is_a_bodys() -> None:
    text = "Larkair said it would object. Its chairman, Ana Duarte, said no. “It is late,” she said."

    assert party_of(text, "Larkair").kind == "organisation"


def test_who_is_named_after_whose_holds_that_office_there() -> None:
    text = "Men came from the Safety Board, whose chairman, Ana Duarte, said the inquiry could take a year."

    duarte = party_of(text, "Ana Duarte")

    assert (duarte.role, duarte.represents) == ("chairman", "Safety Board")
