"""A careful reader's brief of the sample article, every item true and cited: what no check may set aside.

`DRAFT` is in the form an engine replies in; `ARTICLE` is the article it is about.
"""

from pathlib import Path
from typing import Any

from service.core.article import segment

ARTICLE = segment((Path(__file__).parent.parent / "examples" / "article.txt").read_text(encoding="utf-8"))


def _fact(statement: str, status: str, *sentences: int) -> dict[str, Any]:
    return {"statement": statement, "status": status, "sentences": list(sentences)}


def _position(
    statement: str,
    *sentences: int,
    topic: int | None = None,
    stance: str | None = None,
    quote: str | None = None,
    reported_by: str | None = None,
) -> dict[str, Any]:
    return {
        "statement": statement,
        "topic": topic,
        "stance": stance,
        "quote": quote,
        "reported_by": reported_by,
        "sentences": list(sentences),
    }


def _party(
    name: str, kind: str, role: str | None, represents: str | None, sentences: list[int], *positions: dict[str, Any]
) -> dict[str, Any]:
    return {
        "name": name,
        "kind": kind,
        "role": role,
        "represents": represents,
        "sentences": sentences,
        "positions": list(positions),
    }


DRAFT: dict[str, Any] = {
    "headline": {
        "statement": "EU defense ministers met in Copenhagen a day after a Russian airstrike on Kyiv killed 23 people.",
        "sentences": [1],
    },
    "key_facts": [
        _fact(
            "A Russian airstrike on Kyiv killed 23 people and badly damaged an EU diplomatic compound.", "done", 1, 5
        ),
        _fact("Two missiles hit about 50 meters from the EU mission in Kyiv but nobody was injured.", "done", 5),
        _fact("The European Union summoned Russia’s envoy in Brussels.", "done", 6),
        _fact("The United States approved an $825 million sale of arms to Ukraine on Thursday.", "done", 16),
        _fact("The sale includes extended-range missiles and related equipment.", "scheduled", 16),
        _fact(
            "The UN Security Council will hold an emergency meeting on the strikes on Friday, at the request of Ukraine "
            "and five European members.",
            "scheduled",
            7,
        ),
        _fact("Two senior Ukrainian envoys were due to meet the Trump administration on Friday.", "scheduled", 8),
        _fact("Ukraine has attacked Russia’s oil industry in recent weeks, Leavitt said.", "done", 11),
        _fact(
            "Ursula von der Leyen starts a tour of EU countries bordering Russia or Belarus on Friday, beginning in "
            "Latvia.",
            "scheduled",
            23,
            24,
        ),
        _fact("Ministers were to discuss sending European troops to Ukraine to monitor a peace.", "expected", 3),
    ],
    "topics": [
        "Further sanctions on Russia",
        "Seizing frozen Russian assets",
        "Deploying European troops to Ukraine",
    ],
    "parties": [
        _party(
            "Kaja Kallas",
            "person",
            "EU foreign policy chief",
            "European Union",
            [4, 14],
            _position(
                "Kallas says pressure is the only thing that works because Putin mocks the peace efforts.",
                4,
                topic=1,
                stance="supports",
                quote="the only thing that works is pressure",
            ),
            _position(
                "Kallas called for tougher sanctions aimed at Russia’s economic lifelines.",
                15,
                topic=1,
                stance="supports",
            ),
            _position(
                "Kallas said the EU is discussing changing its missions’ mandate to be ready after a peace agreement.",
                15,
                quote="We are discussing today how to change the mandate of those missions",
            ),
        ),
        _party(
            "Karoline Leavitt",
            "person",
            "White House press secretary",
            "Trump administration",
            [9],
            _position("Leavitt criticized both Putin and Zelenskyy after the attack.", 9),
            _position(
                "Leavitt said the two sides may not be ready to end the war.",
                12,
                quote="Perhaps both sides of this war are not ready to end it themselves",
            ),
            _position("Leavitt says the two leaders must want the war to end too.", 12, 13),
        ),
        _party(
            "Trump",
            "person",
            "president",
            "United States",
            [10, 13],
            _position(
                "Trump was unhappy about the attack but not surprised, Leavitt said.",
                10,
                quote="was not happy about this news, but he was also not surprised",
                reported_by="Karoline Leavitt",
            ),
            _position("Trump wants the war to end.", 13, reported_by="Karoline Leavitt"),
        ),
        _party(
            "Dovile Sakaliene",
            "person",
            "Lithuania’s defense minister",
            "Lithuania",
            [17],
            _position(
                "Sakaliene calls hope for peace “naive” and says Putin is stalling.",
                17,
                quote="all Putin is doing is stalling, cheaply buying time to kill more people",
            ),
            _position(
                "Sakaliene wants Europe to act more forcefully and seize frozen Russian assets.",
                18,
                topic=2,
                stance="supports",
            ),
            _position(
                "Sakaliene says Europe does not use the power of Russian assets enough yet.",
                19,
                topic=2,
                stance="supports",
                quote="That is one power we are not using enough yet",
            ),
            _position(
                "She says more than $200 billion of Russian assets would help Ukraine’s defense industry and buy U.S. weapons.",
                20,
                topic=2,
                stance="supports",
            ),
        ),
        _party(
            "Simon Harris",
            "person",
            "Ireland’s defense minister",
            "Ireland",
            [21],
            _position("Harris says more must be done to press Russia to end the war.", 21, topic=1, stance="supports"),
            _position(
                "The Irish minister says EU members should consider further sanctions.",
                22,
                topic=1,
                stance="supports",
                quote="It’s imperative that those of us in the European Union now consider further sanctions",
            ),
        ),
        _party("Ukraine", "government", None, None, [7, 8]),
    ],
    "open_questions": [
        {
            "question": "Will European troops be deployed to Ukraine to monitor a peace?",
            "reason": "pending",
            "sentences": [3],
        },
        {"question": "Will the EU seize frozen Russian assets?", "reason": "disputed", "sentences": [2, 18]},
        {"question": "When could a ceasefire be in place?", "reason": "unanswered", "sentences": [14]},
        {
            "question": "What did the envoys and the Trump administration agree?",
            "reason": "not_reported",
            "sentences": [8],
        },
    ],
}
