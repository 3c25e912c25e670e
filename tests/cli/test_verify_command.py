"""`precis verify`, run as a user runs it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.briefs import TEXT, port_brief
from tests.shell import Run, precis, precis_on_a_terminal


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.encode())
    return path


def verified(article: Path, document: Any, *arguments: str) -> Run:
    claims = article.with_name("claims.json")
    claims.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return precis("verify", article, claims, *arguments)


def fact(statement: str, *sentences: int) -> dict[str, Any]:
    return {"kind": "fact", "statement": statement, "sentences": list(sentences)}


def test_a_claim_that_its_sentences_bear_out_passes(article: Path) -> None:
    run = verified(article, [fact("14 ships were waiting outside the port.", 1)])

    report = json.loads(run.out)
    assert run.code == 0
    assert report["passed"] is True
    assert report["lines"][0]["evidence"][0]["text"] == TEXT.splitlines()[0]


def test_a_byte_order_mark_before_article_and_claims_changes_no_verdict(article: Path) -> None:
    article.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())

    run = verified(article, "\ufeff" + json.dumps([fact("14 ships were waiting outside the port.", 1)]))

    report = json.loads(run.out)
    assert run.code == 0
    assert report["lines"][0]["evidence"][0] == {
        "sentence": 1,
        "start": 1,
        "end": 1 + len(TEXT.splitlines()[0]),
        "text": TEXT.splitlines()[0],
    }


def test_a_claim_that_they_do_not_bear_out_fails_with_its_reason(article: Path) -> None:
    run = verified(article, {"claims": [fact("14 ships were waiting.", 1), fact("41 ships were waiting.", 1)]})

    lines = json.loads(run.out)["lines"]
    assert run.code == 1
    assert [line["passed"] for line in lines] == [True, False]
    assert [reason["check"] for reason in lines[1]["reasons"]] == ["number"]
    assert run.err == ""


def test_a_person_gets_a_verdict_a_line(article: Path) -> None:
    claims = article.with_name("claims.json")
    claims.write_text(
        json.dumps([fact("14 ships were waiting.", 1), fact("41 ships [bold]were[/bold] waiting.", 1)]),
        encoding="utf-8",
    )

    run = precis_on_a_terminal("verify", article, claims)

    assert run.code == 1
    assert re.search(r"^✓ c1 14 ships were waiting\. \[s1\]", run.unstyled, re.MULTILINE)
    assert re.search(r"^✗ c2 41 ships \[bold\]were\[/bold\] waiting\. \[s1\]", run.unstyled, re.MULTILINE)
    assert re.search(r"^ +number: ", run.unstyled, re.MULTILINE)
    assert "1 of 2 failed" in run.unstyled


def test_a_brief_can_be_held_against_its_article_again(article: Path) -> None:
    run = verified(article, port_brief().model_dump_json())

    assert json.loads(run.out)["tampering"] == []


def test_a_brief_of_another_text_is_found_out(article: Path) -> None:
    article.write_bytes(TEXT.replace("14 ships", "40 ships").encode())

    run = verified(article, port_brief().model_dump_json())

    assert run.code == 1
    assert json.loads(run.out)["tampering"]


def test_the_article_can_come_through_a_pipe(article: Path) -> None:
    claims = article.with_name("claims.json")
    claims.write_text(json.dumps([fact("14 ships were waiting.", 1)]), encoding="utf-8")

    assert precis("verify", "-", claims, stdin=TEXT.encode()).code == 0
    assert precis("verify", "-", "-", stdin=TEXT.encode()).code == 2


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no claims"),
        ('"claims"', "no claims"),
        ('{"claims": {}}', "no claims"),
        ("{}", "neither a brief nor claims"),
        ('[{"kind": "rumour", "statement": "PRIVATE"}]', "[0].kind"),
        ('[{"kind": "position", "statement": "PRIVATE"}]', "party"),
    ],
    ids=["broken", "deep", "empty", "a string", "an object", "neither", "unknown kind", "no party"],
)
def test_what_is_neither_a_brief_nor_claims_is_turned_down(article: Path, document: str, place: str) -> None:
    run = verified(article, document)

    assert run.code == 65
    assert re.fullmatch(r"precis: [^\n]+\n", run.err)
    assert place in run.err
    assert "PRIVATE" not in run.err


def test_an_article_without_a_sentence_is_turned_down(article: Path) -> None:
    article.write_bytes(b"\n")

    assert verified(article, [fact("14 ships were waiting.", 1)]).code == 65


def test_no_model_is_asked_whatever_the_settings_say(article: Path) -> None:
    claims = article.with_name("claims.json")
    claims.write_text(json.dumps([fact("14 ships were waiting.", 1)]), encoding="utf-8")

    # Nobody listens at this address: anything that called it would fail.
    assert precis("verify", article, claims, env={"OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}).code == 0
