"""`precis brief`, run as a user runs it."""

import json
import re
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.core.brief import Brief
from tests.pdfs import pdf
from tests.scripted_server import HANG, Answer, Call, ScriptedServer, completion, refusal, running, status, streamed
from tests.shell import COMMAND, environment, precis, precis_on_a_terminal

ARTICLE = """\
Dock workers in Maruga shut the port on Monday, and 14 ships were waiting outside it by nightfall.
The union wants a raise of 9%. “We load what the machines drop,” said its leader, Ana Duro.
Port director Lev Okun said on Tuesday that the cranes will stay.
"""
DRAFT: dict[str, Any] = {
    "headline": {"statement": "Dock workers shut the port in Maruga.", "sentences": [1]},
    "key_facts": [
        {"statement": "14 ships were waiting outside the port.", "status": "done", "sentences": [1]},
        {"statement": "41 ships were waiting outside the port.", "status": "done", "sentences": [1]},
    ],
    "topics": [],
    "parties": [],
    "open_questions": [],
}
PRICES = '{"scripted-model": {"input": 1, "output": 4}}'


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_bytes(ARTICLE.encode())
    return path


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with running() as scripted:
        yield scripted


def asking(server: ScriptedServer) -> dict[str, str]:
    return {"OPENAI_BASE_URL": server.base_url, "PRECIS_MAX_TRIES": "1"}


def test_a_pipe_gets_exactly_one_json_document(article: Path) -> None:
    run = precis("brief", article)

    brief = Brief.model_validate_json(run.out)
    assert run.code == 0
    assert run.err == ""
    assert brief.engine.name == "extractive"
    assert all(
        ARTICLE[evidence.start : evidence.end] == evidence.text
        for fact in brief.key_facts
        for evidence in fact.evidence
    )


def test_an_article_can_come_through_a_pipe() -> None:
    for arguments in (["brief"], ["brief", "-"]):
        run = precis(*arguments, stdin=ARTICLE.encode())

        assert json.loads(run.out)["article"]["characters"] == len(ARTICLE)


def test_a_terminal_gets_a_brief_to_read(article: Path) -> None:
    run = precis_on_a_terminal("brief", article, env={"NO_COLOR": "1"})

    assert run.code == 0
    assert "KEY FACTS" in run.unstyled
    assert "built-in extractive engine" in run.unstyled
    assert "[s1]" in run.unstyled
    assert "schema_version" not in run.unstyled


def test_a_terminal_shows_colour_unless_no_color_is_set(article: Path) -> None:
    coloured = precis_on_a_terminal("brief", article)
    plain = precis_on_a_terminal("brief", article, env={"NO_COLOR": "1"})

    assert re.search(r"\x1b\[[\d;]*3\dm", coloured.out)
    assert not re.search(r"\x1b\[[\d;]*3\dm", plain.out)


def test_a_terminal_gets_json_when_it_is_asked_for(article: Path) -> None:
    run = precis_on_a_terminal("brief", article, "--json")

    assert json.loads(run.unstyled[run.unstyled.index("{") :])["schema_version"]


def test_markdown_and_text_can_be_had_in_a_pipe(article: Path) -> None:
    assert "## Key facts" in precis("brief", article, "--markdown").out
    assert "KEY FACTS" in precis("brief", article, "--text").out
    assert "\x1b" not in precis("brief", article, "--text").out


@pytest.mark.parametrize(
    "options",
    [["--model", "any"], ["--language", "English"], ["--deadline", "0"], ["--budget", "0"], ["--max-calls", "0"]],
)
def test_an_option_that_could_not_be_heeded_is_a_wrong_command_line(article: Path, options: list[str]) -> None:
    run = precis("brief", article, *options)

    assert run.code == 2
    assert run.out == ""


def test_only_one_form_can_be_asked_for(article: Path) -> None:
    assert precis("brief", article, "--json", "--markdown").code == 2


def test_a_pdf_is_briefed_by_the_text_in_it(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(["The port of Larsund closed on Monday after crane", "operators walked out over pay."]))

    brief = json.loads(precis("brief", path).out)

    assert brief["article"]["text"] == "The port of Larsund closed on Monday after crane operators walked out over pay."


def test_a_link_to_a_private_network_is_turned_down_with_advice() -> None:
    run = precis("brief", "http://127.0.0.1/article")

    assert run.code == 65
    assert run.out == ""
    assert run.err == "precis: the link does not lead to the public internet\n"


def test_a_page_is_briefed_by_the_article_in_it(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in ARTICLE.splitlines())
    page = tmp_path / "page.html"
    page.write_text(f"<html><body><nav>Menu</nav><article>{paragraphs}</article></body></html>", encoding="utf-8")

    named = Brief.model_validate_json(precis("brief", page).out)
    piped = Brief.model_validate_json(precis("brief", "--html", stdin=page.read_bytes()).out)

    for brief in (named, piped):
        assert brief.article.text is not None
        assert "14 ships" in brief.article.text
        assert "<p>" not in brief.article.text


def test_what_is_known_of_an_article_stands_in_the_brief(article: Path) -> None:
    run = precis("brief", article, "--title", "Port shut", "--published-at", "2026-11-24")

    brief = Brief.model_validate_json(run.out)
    assert brief.article.title == "Port shut"
    assert str(brief.article.published_at) == "2026-11-24"


def test_the_number_of_facts_and_questions_can_be_lowered(article: Path) -> None:
    brief = Brief.model_validate_json(precis("brief", article, "--max-facts", "1", "--max-questions", "0").out)

    assert len(brief.key_facts) == 1
    assert brief.open_questions == ()


def test_a_brief_leaves_no_file_behind(article: Path, tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()

    precis("brief", article, cwd=folder)

    assert list(folder.iterdir()) == []


def test_a_model_writes_where_one_is_set_and_what_it_invents_is_set_aside(
    article: Path, server: ScriptedServer
) -> None:
    server.always(completion(DRAFT))

    brief = Brief.model_validate_json(precis("brief", article, env=asking(server)).out)

    assert brief.engine.name == "llm"
    assert brief.engine.model == "scripted-model"
    assert [fact.statement for fact in brief.key_facts] == ["14 ships were waiting outside the port."]
    assert [item.item for item in brief.set_aside] == ["41 ships were waiting outside the port."]


def test_the_model_named_on_the_command_line_is_asked(article: Path, server: ScriptedServer) -> None:
    server.always(completion(DRAFT))

    precis("brief", article, "--model", "another", env=asking(server))

    assert {call.body["model"] for call in server.calls} == {"another"}


def test_the_engine_named_on_the_command_line_answers(article: Path, server: ScriptedServer) -> None:
    run = precis("brief", article, "--engine", "extractive", env=asking(server))

    assert json.loads(run.out)["engine"]["name"] == "extractive"
    assert server.calls == []


def test_progress_is_shown_to_whoever_watches(article: Path, server: ScriptedServer) -> None:
    server.always(completion(DRAFT))

    run = precis_on_a_terminal("brief", article, env=asking(server))

    assert "scripted-model: 2 items verified" in run.unstyled


def test_each_line_is_shown_as_it_passes_or_fails_and_then_the_whole_brief(
    article: Path, server: ScriptedServer
) -> None:
    mended = {"key": "f2", "item": {"statement": "The union wants a raise of 9%.", "status": "done", "sentences": [2]}}
    wrong = {"statement": "The union wants a raise of 8%.", "status": "done", "sentences": [2]}
    unmended = DRAFT["key_facts"][1]

    def script(call: Call) -> Answer:
        if "Lines to mend" in call.user:
            return completion({"headline": [], "key_facts": [mended], "parties": [], "positions": []})
        return streamed({**DRAFT, "key_facts": [DRAFT["key_facts"][0], wrong, unmended]})

    server.answers(script)

    run = precis_on_a_terminal("brief", article, env=asking(server))

    told, brief = run.unstyled.split("KEY FACTS")
    lines = [re.sub(" +", " ", line).strip() for line in told.splitlines()]
    seen = [place for place, line in enumerate(lines) if line.startswith(("✓", "✗", "–"))]
    assert [lines[place] for place in seen] == [
        "✓ headline Dock workers shut the port in Maruga. [s1]",
        "✓ fact 14 ships were waiting outside the port. [s1]",
        "✗ fact The union wants a raise of 8%.",
        "✗ fact 41 ships were waiting outside the port.",
        "✓ fact The union wants a raise of 9%. [s2]",
        "– fact 41 ships were waiting outside the port.",
    ]
    assert lines[seen[2] + 1].startswith("to be repaired: number:")
    assert lines[seen[4] + 1] == "repaired"
    assert lines[seen[5] + 1].startswith("set aside: number:")
    assert "The union wants a raise of 9%." in brief


def test_what_was_verified_stands_on_the_terminal_while_the_model_still_writes(
    article: Path, server: ScriptedServer
) -> None:
    server.always(streamed({**DRAFT, "key_facts": DRAFT["key_facts"][:1]}, fault="hang"))

    run = precis_on_a_terminal("brief", article, "--deadline", "1", env=asking(server))

    told, brief = run.unstyled.split("KEY FACTS")
    assert "✓ fact" in told
    assert "This brief is partial." in brief or "This brief is partial." in told


def test_a_document_on_a_terminal_has_no_lines_before_it(article: Path, server: ScriptedServer) -> None:
    server.always(streamed(DRAFT))

    assert "✓" not in precis_on_a_terminal("brief", article, "--markdown", env=asking(server)).out


@pytest.mark.parametrize(
    ("option", "budget"),
    [(["--budget", "0.001"], "dollars"), (["--max-calls", "1"], "calls"), (["--max-tokens", "900"], "tokens")],
)
def test_a_budget_that_is_spent_gives_what_is_verified_and_says_so(
    article: Path, server: ScriptedServer, option: list[str], budget: str
) -> None:
    server.always(completion(DRAFT))

    run = precis("brief", article, *option, env={**asking(server), "PRECIS_PRICES": PRICES})

    brief = Brief.model_validate_json(run.out)
    assert (run.code, brief.status, len(server.calls)) == (0, "partial", 1)
    assert brief.usage.cost_usd == pytest.approx(0.0037)
    assert any(f"may spend in {budget} is spent" in warning for warning in brief.warnings)


def test_a_budget_that_is_spent_for_nothing_is_one_line_that_tells_the_cost(
    article: Path, server: ScriptedServer
) -> None:
    server.always(completion("no brief at all"))

    run = precis("brief", article, "--budget", "0.001", env={**asking(server), "PRECIS_PRICES": PRICES})

    assert run.code == 1
    assert re.fullmatch(r"precis: .*dollars is spent.*1 call, 900 tokens in, 700 out, \$0\.0037.*\n", run.err)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (status(503), 69),
        (status(401), 78),
        (refusal(), 1),
        (completion("no brief at all"), 1),
        (HANG, 69),
    ],
    ids=["down", "wrong key", "refused", "prose", "too late"],
)
def test_an_engine_that_fails_is_one_line_and_an_exit_code(
    article: Path, server: ScriptedServer, answer: Answer, code: int
) -> None:
    server.always(answer)

    run = precis("brief", article, *(["--deadline", "1"] if answer is HANG else []), env=asking(server))

    assert run.code == code
    assert run.out == ""
    assert re.fullmatch(r"precis: [^\n]+\n", run.err)
    assert "14 ships" not in run.err


@pytest.mark.parametrize("options", [[], ["--model", "any"]], ids=["to name its model", "to write"])
def test_a_server_that_cannot_be_reached_is_one_line_and_an_exit_code(article: Path, options: list[str]) -> None:
    with running() as gone:
        pass

    run = precis("brief", article, *options, env={"OPENAI_BASE_URL": gone.base_url, "PRECIS_MAX_TRIES": "1"})

    assert run.code == 69
    assert re.fullmatch(r"precis: [^\n]+\n", run.err)


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"", "no sentence"),
        (b" \n\t\n", "no sentence"),
        (b"1234 5678", "no sentence"),
        ("Der Hafen ist zu: Streik in Köln.".encode("latin-1"), "iconv"),
        ("Dock workers shut the port.".encode("utf-16"), "iconv"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "damaged"),
    ],
    ids=["empty", "blank", "no words", "latin-1", "utf-16", "pdf"],
)
def test_what_is_no_article_is_turned_down_with_advice(tmp_path: Path, content: bytes, advice: str) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(content)

    run = precis("brief", path)

    assert run.code == 65
    assert run.out == ""
    assert re.fullmatch(r"precis: [^\n]+\n", run.err)
    assert advice in run.err


def test_offsets_count_the_byte_order_mark_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"\xef\xbb\xbf" + ARTICLE.encode())

    brief = json.loads(precis("brief", path).out)

    text = path.read_text(encoding="utf-8")
    assert brief["article"]["characters"] == len(text)
    passages = [passage for fact in brief["key_facts"] for passage in fact["evidence"]]
    assert passages
    assert all(text[passage["start"] : passage["end"]] == passage["text"] for passage in passages)
    assert not any("\ufeff" in passage["text"] for passage in passages)


def test_line_ends_are_left_as_they_are_so_that_offsets_fit_the_file(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(ARTICLE.replace("\n", "\r\n").encode())

    brief = Brief.model_validate_json(precis("brief", path).out)

    text = path.read_bytes().decode()
    spans = brief.article.sentences
    assert text[spans[2].start : spans[2].end] == "“We load what the machines drop,” said its leader, Ana Duro."


def test_a_file_that_does_not_exist_is_one_line(tmp_path: Path) -> None:
    run = precis("brief", tmp_path / "missing.txt")

    assert run.code == 65
    assert run.out == ""
    assert run.err.count("\n") == 1
    assert "missing.txt" in run.err


def test_nothing_to_read_on_a_terminal_says_how_it_is_done() -> None:
    run = precis_on_a_terminal("brief")

    assert run.code == 2
    assert "precis brief article.txt" in run.unstyled


def test_a_setting_that_is_wrong_is_named_and_not_repeated(article: Path) -> None:
    run = precis("brief", article, env={"PRECIS_MAX_TRIES": "many", "OPENAI_BASE_URL": "my-secret-host"})

    assert run.code == 78
    assert "PRECIS_MAX_TRIES" in run.err
    assert "OPENAI_BASE_URL" in run.err
    assert "my-secret-host" not in run.err


def test_an_article_over_the_limit_is_turned_down(article: Path) -> None:
    run = precis("brief", article, env={"PRECIS_MAX_INPUT_CHARACTERS": "100"})

    assert run.code == 65
    assert "100 characters" in run.err


def test_a_reader_that_goes_away_ends_it_without_a_word(article: Path) -> None:
    with subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, "brief", str(article)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()

    assert process.returncode == 141
    assert said == b""


def test_an_interrupt_ends_it_without_a_traceback(article: Path, server: ScriptedServer) -> None:
    asked = threading.Event()

    def script(_: Call) -> Answer:
        asked.set()
        return HANG

    server.answers(script)
    with subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, "brief", str(article)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(asking(server)),
    ) as process:
        assert asked.wait(30)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()

    assert process.returncode == 130
    assert out == b""
    assert err == b""
