"""Whom "the Ohio Republican", "the younger Mr. Rao", "his wife" and "another" mean."""

import pytest

from service.core.article import segment
from tests.core.attribution.test_speakers import speakers_of


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        # By side and state
        (
            "Sen. Ana Duarte (R-Ohio) met Rep. Bo Lind (D-Mass.). “I will vote no,” the Ohio Republican said.",
            "I will vote",
            "Ana Duarte",
        ),
        (
            "Senator Ana Duarte of Vermont met Senator Bo Lind, D-Mass. “I will vote no,” the Vermont senator said.",
            "I will vote",
            "Ana Duarte",
        ),
        (
            "Rep. Ana Duarte (R-AL) met Gov. Bo Lind. “I will vote no,” said the Alabama conservative.",
            "I will vote",
            "Ana Duarte",
        ),
        # By an office that the article gives to nobody: who just spoke
        ("Ana Duarte laughed. “I was there,” the former labor secretary said.", "I was there", "Ana Duarte"),
        ("Ana Duarte laughed. “I was there,” the 42nd president said.", "I was there", "Ana Duarte"),
        ("Ana Duarte laughed. “I was there,” the billionaire businesswoman said.", "I was there", "Ana Duarte"),
        ("Mayor Ana Duarte laughed. “I was there,” the 61-year-old mayor said.", "I was there", "Ana Duarte"),
        ("Rev. Ana Duarte sang. “I was there,” the minister said.", "I was there", "Ana Duarte"),
        # But not somebody who holds another one
        ("Mayor Ana Duarte laughed. “I was there,” the Indiana governor said.", "I was there", "Indiana governor"),
        # Groups and one of them
        (
            "Two Republican strategists met. “It is late,” one of the strategists said.",
            "It is late",
            "strategists",
        ),
        (
            "Two Republican strategists said it was late. The strategists said it was over.",
            "it was over",
            "two Republican strategists",
        ),
        ("Two aides said it was late. One of them said that it was over.", "it was over", "two aides"),
        ("Several voters said no. “My kids are watching,” said one.", "My kids are", "several voters"),
        ("One aide said he was ill. Another said that he had left.", "he had left", "another aide"),
        (
            "“It is late,” said one of the people, a Republican strategist.",
            "It is late",
            "Republican strategist",
        ),
        # Who is close to whom
        ("A person close to him said 30 people came.", "30 people", "person close to him"),
        ("One option, according to an aide to the senator, is to wait.", "One option", "aide to the senator"),
        (
            "A person familiar with the donor’s thinking said he would wait.",
            "he would wait",
            "person familiar with the donor’s thinking",
        ),
        ("A poll released Monday by Lima University found that he was ahead.", "he was ahead", "Lima University"),
    ],
)
def test_an_epithet_means_whom_the_article_made_known(text: str, words: str, speaker: str) -> None:
    assert set(speakers_of(segment(text, language="en"), words)) == {speaker}


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Ruth Colby wept. Mr. Colby pleaded not guilty. “I am tired,” Mr. Colby said.",
            "I am tired",
            "Mr. Colby",
        ),
        (
            "Paul Whitcomb came with his wife, Laura. “Paul is no sailor,” Mrs. Whitcomb said.",
            "Paul is no",
            "Laura",
        ),
        (
            "Carol Novak was torn. Her husband, Stan, was not. “Liars,” Mr. Novak said. “Oh, stop it,” said his wife.",
            "Oh, stop it",
            "Carol Novak",
        ),
        (
            "Rev. Franklin Dobbs, son of the late preacher Bill Dobbs, voted. “I am no prophet,” Dobbs said.",
            "I am no",
            "Franklin Dobbs",
        ),
        (
            "The senator, who came with his wife, Laura, told reporters that it was over.",
            "it was over",
            "senator",
        ),
        (
            "Barbara Bush sang. An aide to the younger Bush said the family would rest.",
            "the family would",
            "aide to the younger Bush",
        ),
    ],
)
def test_spouses_and_namesakes_are_told_apart(text: str, words: str, speaker: str) -> None:
    assert set(speakers_of(segment(text, language="en"), words)) == {speaker}


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        # Whoever is named in a quotation does not say it
        ("Paul Roth met Ann Pike. “Paul is no sailor,” she said.", "Paul is no", "Ann Pike"),
        # Whoever answers did not ask
        (
            "“I am ready,” Bo Lind said.\n\nHost Dana Kelly pressed him: “Did you lie?”\n\n“No, I did not,” he shot back.",
            "I did not",
            "Bo Lind",
        ),
        # After a clause that only says when, the main clause's subject goes on
        ("When Sean Hale asked, Newt Ganger said no. “It is late,” he said.", "It is late", "Newt Ganger"),
        # A name that only belongs to another noun is not what the sentence before was about
        (
            "Bo Lind shrugged. Asked about Paul Roth’s words, the governor laughed. “He will come around,” he said.",
            "He will come",
            "Bo Lind",
        ),
        # A long quotation does not put its speaker out of mind
        (
            "“One is it,” Bo Lind said. “Two is. Three is. Four is. Five is. Six is.”\n\n“Seven is done,” he added.",
            "Seven is",
            "Bo Lind",
        ),
        # A noun that opens the sentence before
        (
            "The former head of the Novo Porto oil company was sentenced. “I did nothing,” he said.",
            "I did nothing",
            "former head of the Novo Porto oil company",
        ),
        # A host who is only named is not who answers
        (
            "“I was against it,” Bo Lind said. Asked by radio host Paul Roth, he replied: “I guess.”",
            "I guess",
            "Bo Lind",
        ),
        # Nobody else of the article is a woman
        (
            "Ruth Castellane drew maps. Men took the credit. So did Bo Lind. He was wrong. It rained. “I was busy,” she said.",
            "I was busy",
            "Ruth Castellane",
        ),
        # It
        (
            "The Met Service warned of gales.\n\nCoastLink cancelled six sailings. Two ferries will wait, it says.",
            "Two ferries",
            "CoastLink",
        ),
    ],
)
def test_a_pronoun_means_whom_the_sentences_before_are_about(text: str, words: str, speaker: str) -> None:
    assert set(speakers_of(segment(text, language="en"), words)) == {speaker}


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Langstaff Homes applied. The Save Quarry Field group, which gathered names, said it would sue.",
            "it would sue",
            "Save Quarry Field",
        ),
        (
            "Fires were found by the Vehicle Safety Office. Meridew Coach Corp. said no. Two died, said the agency.",
            "Two died",
            "Vehicle Safety Office",
        ),
        (
            "Heartland Fund cancelled its ads, according to the AP. The group denied that it was broke.",
            "it was broke",
            "Heartland Fund",
        ),
        (
            "OSLO – Halvorsen Marine ASA (“Halvorsen” or the “Company”) will merge. The Company said it would grow.",
            "it would grow",
            "Halvorsen Marine ASA",
        ),
        (
            "Peruvian President Bo Lind spoke. The Border Council praised him. Its president said the vote was over.",
            "the vote was",
            "Border Council’s president",
        ),
    ],
)
def test_a_noun_for_a_body_means_one_of_its_sort(text: str, words: str, speaker: str) -> None:
    assert set(speakers_of(segment(text, language="en"), words)) == {speaker}
