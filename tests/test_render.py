"""A brief shown to people: everything it says is there, and nothing an article says can act."""

import io
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.console import Console

from service.core.brief import Brief
from service.render import markdown, terminal
from service.render.document import escape
from tests.briefs import everything_said, hostile_brief, port_brief

SNAPSHOTS = Path(__file__).parent / "snapshots"


def shown(brief: Brief, *, width: int = 80, colour: bool = False) -> str:
    """What a terminal of this width shows."""
    screen = io.StringIO()
    console = Console(
        file=screen,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
    )
    console.print(terminal(brief))
    return "\n".join(line.rstrip() for line in screen.getvalue().splitlines()) + "\n"


def matches_snapshot(name: str, text: str) -> bool:
    path = SNAPSHOTS / name
    if os.environ.get("PRECIS_UPDATE_SNAPSHOTS"):
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8") == text


def unadorned(text: str) -> str:
    """The visible characters of a rendering, however its lines are broken."""
    return re.sub(r"\s+", "", text)


ACTIVE = {
    "link_open", "image", "html_inline", "html_block", "code_inline", "code_block", "fence", "table_open", "s_open",
    "ordered_list_open",
}  # fmt: skip


def tokens(text: str) -> list[str]:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return [token.type for block in parser.parse(text) for token in (block, *(block.children or ()))]


def rendered_text(text: str) -> str:
    """What a Markdown reader shows of a text."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return "".join(
        token.content for block in parser.parse(text) for token in (block.children or ()) if token.type == "text"
    )


def test_markdown_of_a_brief_reads_as_recorded() -> None:
    assert matches_snapshot("brief.md", markdown(port_brief()))


def test_a_terminal_of_80_columns_shows_a_brief_as_recorded() -> None:
    assert matches_snapshot("brief-80-columns.txt", shown(port_brief()))


@pytest.mark.parametrize("width", [60, 80, 140])
def test_a_terminal_shows_everything_a_brief_says_within_its_width(width: int) -> None:
    brief = port_brief()

    screen = shown(brief, width=width)

    assert max(len(line) for line in screen.splitlines()) <= width
    for said in everything_said(brief):
        for word in said.split():
            assert word in unadorned(screen)


def test_markdown_holds_everything_a_brief_says() -> None:
    brief = port_brief()

    text = unadorned(rendered_text(markdown(brief)))

    for said in everything_said(brief):
        assert unadorned(said) in text


def test_a_view_that_was_passed_on_names_who_passed_it_on() -> None:
    assert "as told by Ana Duro" in markdown(port_brief())
    assert "as told by Ana Duro" in shown(port_brief())


def test_a_reporter_who_is_no_party_is_shown_by_the_name_the_article_gives() -> None:
    brief = port_brief()
    okun = brief.parties[1]
    reported = okun.positions[1].model_copy(update={"reported_by": "a spokesman"})
    brief = brief.model_copy(update={"parties": (okun.model_copy(update={"positions": (reported,)}),)})

    assert "as told by a spokesman" in markdown(brief)


def test_the_built_in_engine_is_named_for_what_it_is_and_costs_nothing() -> None:
    brief = port_brief()
    usage = brief.usage.model_copy(update={"calls": 0, "repairs": 0, "cost_usd": 0.0})
    engine = brief.engine.model_copy(update={"name": "extractive", "model": None})
    brief = brief.model_copy(update={"engine": engine, "usage": usage})

    assert "built-in extractive engine: no model was asked" in markdown(brief)
    assert "$" not in markdown(brief)


def test_a_price_that_is_not_known_is_not_shown_as_nothing() -> None:
    brief = port_brief()
    brief = brief.model_copy(update={"usage": brief.usage.model_copy(update={"cost_usd": None})})

    assert "price not known" in markdown(brief)


def test_a_partial_brief_says_so_before_anything_else() -> None:
    brief = port_brief().model_copy(update={"status": "partial"})

    assert markdown(brief).index("This brief is partial") < markdown(brief).index("## Key facts")
    assert shown(brief).index("This brief is partial") < shown(brief).index("KEY FACTS")


def test_a_brief_of_which_nothing_passed_still_shows_what_was_set_aside() -> None:
    brief = port_brief().model_copy(
        update={"headline": None, "key_facts": (), "parties": (), "open_questions": (), "topics": ()}
    )

    for text in (markdown(brief), shown(brief)):
        assert "Okun said that 40 ships were waiting." in text
        assert "Evidence" not in text
        assert "EVIDENCE" not in text


def test_without_colour_a_terminal_gets_no_escape_sequence() -> None:
    assert "\x1b" in shown(port_brief(), colour=True)
    assert "\x1b" not in shown(port_brief(), colour=False)


@pytest.mark.parametrize(
    "text",
    [
        "[click](https://evil.example)",
        "![pixel](https://evil.example/p.png)",
        "<script>alert(1)</script> <b>bold</b>",
        "<https://evil.example>",
        "# Heading",
        "Heading\n===",
        "> quotation",
        "- list",
        "1. list",
        "7) list",
        "```\nfence\n```",
        "    indented",
        "a | b\n--|--\n1 | 2",
        "[s1]: https://evil.example",
        "[s1]",
        "`code` and ~~struck~~ and **bold** and __bold__",
        "\\[not escaped twice](x)",
        "AT&amp;T &lt;b&gt; &#60;",
        "-----",
        "***",
    ],
)
def test_markup_in_an_article_shows_as_text(text: str) -> None:
    rendered = markdown(hostile_brief(text))

    assert not ACTIVE & set(tokens(rendered))
    assert unadorned(text) in unadorned(rendered_text(rendered))


@pytest.mark.parametrize("address", ["https://evil.example/x", "www.evil.example", "someone@evil.example"])
def test_a_bare_address_in_an_article_does_not_become_a_link(address: str) -> None:
    # GitHub and chats link these without any markup; the escape shows as the same characters.
    assert address not in escape(f"see {address} now")
    assert rendered_text(escape(f"see {address} now")) == f"see {address} now"


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
MARKUP = st.text(st.sampled_from("[]()<>!*_`~#|\\&;:/.@-+=1a \n\t\u2028"), max_size=40)


@given(ANY_TEXT | MARKUP)
def test_no_text_adds_structure_to_the_markdown(text: str) -> None:
    plain = [
        token for token in tokens(markdown(hostile_brief("words"))) if not token.startswith(("text", "em_", "soft"))
    ]

    hostile = [
        token for token in tokens(markdown(hostile_brief(f"x{text}x"))) if not token.startswith(("text", "em_", "soft"))
    ]

    assert hostile == plain


@given(ANY_TEXT | MARKUP)
def test_no_text_at_the_start_of_a_line_becomes_markup(text: str) -> None:
    assert not ACTIVE & set(tokens(markdown(hostile_brief(text))))


@given(ANY_TEXT)
def test_no_text_reaches_a_terminal_as_a_control_sequence(text: str) -> None:
    screen = shown(hostile_brief(f"before \x1b[31m[bold]{text}"))

    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]", screen)
    assert "[bold]" in screen
    screen.encode("utf-8")
