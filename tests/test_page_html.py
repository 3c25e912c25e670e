"""A brief beside its article as HTML, read again with a parser: whatever the article holds, it shows as itself."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from service.core.article import segment
from service.core.brief import Span
from service.render.html import html, stretches
from tests.briefs import TEXT, everything_said, hostile_brief, port_brief


@dataclass
class Seen(HTMLParser):
    """What a browser would make of it: elements by id, the text of each sentence, and the text in all."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    numbers: dict[str, str] = field(default_factory=dict)
    sentences: dict[str, str] = field(default_factory=dict)
    text: str = ""
    _open: list[tuple[str, str | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        sentence = given.get("id") if "sentence" in (given.get("class") or "").split() else None
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if tag == "a":
            self.links.append(given.get("href") or "")
        assert not any(name.startswith("on") or name == "style" for name in given)
        self._open.append((tag, sentence))
        if sentence:
            self.sentences[sentence] = ""
            self.numbers[sentence] = given.get("data-number") or ""

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        for _, sentence in self._open:
            if sentence:
                self.sentences[sentence] += data


def seen(markup: str) -> Seen:
    parser = Seen()
    parser.feed(markup)
    parser.close()
    assert parser._open == []
    return parser


def test_every_line_links_to_its_evidence_and_every_sentence_back() -> None:
    brief = port_brief()

    page = seen(html(brief, TEXT))

    assert len(page.ids) == len(set(page.ids))
    inside = [link.removeprefix("#") for link in page.links if link.startswith("#")]
    assert set(inside) <= set(page.ids)
    for fact in brief.key_facts:
        assert fact.id in inside
        for evidence in fact.evidence:
            assert f"s{evidence.sentence}" in inside
            assert page.sentences[f"s{evidence.sentence}"] == evidence.text
    for said in everything_said(brief):
        assert " ".join(said.split()) in " ".join(page.text.split())


def test_what_a_line_cites_can_be_found_on_paper_too() -> None:
    brief = port_brief()

    page = seen(html(brief, TEXT))

    cited = {str(evidence.sentence) for fact in brief.key_facts for evidence in fact.evidence}
    assert cited <= {number for number in page.numbers.values() if number}
    assert all(number in {"", sentence.removeprefix("s")} for sentence, number in page.numbers.items())


def test_parties_without_a_position_stand_after_those_that_have_one() -> None:
    brief = port_brief()
    silent = brief.parties[0].model_copy(update={"id": "p0", "name": "The Coast Guard", "positions": ()})

    page = seen(html(brief.model_copy(update={"parties": (silent, *brief.parties)}), TEXT))

    assert page.text.index("Named, without a position of its own") < page.text.index("The Coast Guard")
    assert page.ids.index("p0") > max(page.ids.index(party.id) for party in brief.parties if party.positions)


@given(st.text(max_size=400))
def test_the_article_stands_there_to_the_letter_with_its_sentences_where_they_are(text: str) -> None:
    article = segment(text)
    brief = port_brief()
    spans = tuple(Span(start=sentence.start, end=sentence.end) for sentence in article.sentences)
    brief = brief.model_copy(update={"article": brief.article.model_copy(update={"sentences": spans})})

    pieces = tuple(stretches(brief, text))

    assert "".join(piece.text for piece in pieces) == text
    numbered = {piece.number: piece.text for piece in pieces if piece.number}
    assert numbered == {sentence.number: article.quote(sentence.number) for sentence in article.sentences}


HOSTILE = st.lists(
    st.sampled_from(
        [*"<>&\"'`=/;{}%# \r\n\t😀\x00\u202e", "script", "onload", "javascript:", "</span>", "<img ", "{{"]
    ),
    min_size=1,
    max_size=40,
).map("".join)


@given(HOSTILE)
def test_nothing_in_an_article_becomes_markup(text: str) -> None:
    brief = hostile_brief(text)

    page = seen(html(brief, text))

    assert not page.tags & {"script", "img", "iframe", "object", "form", "style", "svg"}
    assert all(link.startswith(("#", "http://", "https://")) for link in page.links)
