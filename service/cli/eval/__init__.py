"""`precis eval`: briefs of gold articles, scored and held against gates. It alone may import `evals`."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from service.cli import input as given
from service.cli import output
from service.cli.eval.asking import Asked, ask_all, ask_missing, chosen
from service.cli.eval.exits import or_could_not_run
from service.cli.eval.gold import lint, new_case
from service.cli.eval.judging import Paths, brought, judged, renew_baseline, show, without_collecting, write_all

evaluation = typer.Typer(
    help="Briefs of gold articles: scored, and held against gates.",
    invoke_without_command=True,
    rich_markup_mode="rich",
    epilog="""\
[bold]Examples[/bold]
  precis eval                                 the engine of the settings
  precis eval --engine llm --model a --model b
  precis eval --prompt brief=1 --prompt brief=2
  precis eval --record replies                keep a model's replies, then
  precis eval --replay replies                in CI, without a key
  precis eval report eval-runs/1 --html r.html
  precis eval compare eval-runs/1 eval-runs/2
  precis eval import theirs.jsonl             score what was made elsewhere

[bold]Exit codes[/bold]
  0    every gate holds
  1    a gate found a regression
  2    it could not run, or too little of it did to say
  130  interrupted with Ctrl-C; --resume goes on""",
)

SuiteOption = Annotated[
    Path | None, typer.Option("--suite", metavar="FOLDER", help="Gold cases. \\[default: those of precis]")
]
GatesOption = Annotated[
    Path | None,
    typer.Option("--gates", metavar="FILE", help="What must hold. \\[default: the suite's gates.toml, or precis's]"),
]
BaselineOption = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help="Scores of before. \\[default: the suite's baseline.json]"),
]
JsonOption = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the report as JSON.")]
JunitOption = Annotated[Path | None, typer.Option("--junit", metavar="FILE", help="As JUnit XML.")]
CsvOption = Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="As CSV: case, arm, metric.")]
MarkdownOption = Annotated[
    Path | None, typer.Option("--markdown", metavar="FILE", help="As Markdown, for a CI step summary.")
]
HtmlOption = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="As one HTML page.")]
UpdateOption = Annotated[
    bool, typer.Option("--update-baseline", help="Make these scores what later runs are compared with.")
]
OutOption = Annotated[
    Path | None, typer.Option("--out", metavar="FOLDER", help="The run's folder. \\[default: a new one in eval-runs]")
]
Named = tuple[Path | None, Path | None, Path | None]  # suite, gates and baseline, as far as they are
RunArgument = Annotated[Path, typer.Argument(metavar="RUN", help="The run's folder.")]


@evaluation.callback()
@or_could_not_run()
def run(
    context: typer.Context,
    *,
    suite: SuiteOption = None,
    cases: Annotated[
        str | None, typer.Option(metavar="NAME,…", help="Only these cases. \\[default: all of the suite]")
    ] = None,
    engine: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Who writes: extractive, llm or replay; several times. \\[default: PRECIS_ENGINE]"
        ),
    ] = None,
    model: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Model to ask; several times. \\[default: PRECIS_MODEL]")
    ] = None,
    prompt: Annotated[
        list[str] | None,
        typer.Option(metavar="TASK=N", help="Version of a prompt; several times. \\[default: the newest]"),
    ] = None,
    repeats: Annotated[int, typer.Option(min=1, metavar="N", help="How often each case is briefed.")] = 1,
    concurrency: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Briefs in the making at once. \\[default: 8 of a model, else 1]"),
    ] = None,
    budget: Annotated[
        float | None,
        typer.Option(min=0.0, metavar="USD", help="Stop asking when the run has cost this; what is under way ends."),
    ] = None,
    record: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Keep the model's raw replies in this folder.")
    ] = None,
    replay: Annotated[
        list[Path] | None,
        typer.Option(metavar="FOLDER", help="Answer from kept replies, without a key; several times."),
    ] = None,
    replay_stale: Annotated[
        bool, typer.Option("--replay-stale", help="Take kept replies though prompt, schema or model have changed.")
    ] = False,
    out: OutOption = None,
    resume: Annotated[Path | None, typer.Option(metavar="RUN", help="Do what is missing of a run.")] = None,
    retry_errors: Annotated[
        bool, typer.Option("--retry-errors", help="With --resume: ask again what ended in an error.")
    ] = False,
    gates: GatesOption = None,
    baseline: BaselineOption = None,
    update_baseline: UpdateOption = False,
    as_json: JsonOption = None,
    junit: JunitOption = None,
    csv: CsvOption = None,
    markdown: MarkdownOption = None,
    html: HtmlOption = None,
) -> None:
    """Brief every gold article, score the briefs, and hold the scores against the gates.

    All that is asked and answered is kept in a run folder, as it comes: score and report it again without asking.
    """
    if context.invoked_subcommand is not None:
        return
    asked = Asked(
        engines=tuple(engine or ()),
        models=tuple(model or ()),
        prompts=tuple(prompt or ()),
        replays=tuple(replay or ()),
        is_stale_taken=replay_stale,
        record=record,
        slugs=tuple(name.strip() for name in (cases or "").split(",") if name.strip()),
        repeats=repeats,
        concurrency=concurrency,
        budget_usd=budget,
        out=out,
        retries_errors=retry_errors,
    )
    if retry_errors and resume is None:
        raise typer.BadParameter("--retry-errors goes with --resume RUN")
    if budget == 0:
        raise typer.BadParameter("--budget is more than 0 dollars")
    arms = asked.engines or asked.models or asked.prompts or asked.replays
    if resume is not None and (arms or cases or out or repeats > 1):
        raise typer.BadParameter(
            "--resume goes on with what was begun; it takes no other arms, cases, repeats or folder"
        )
    folder = _asked(asked, (suite, gates, baseline), resume)
    code = _judged(
        folder,
        (suite, gates, baseline),
        Paths(as_json, junit, csv, markdown, html),
        update_baseline=update_baseline,
    )
    output.say(f"all of it is in {folder}")
    raise typer.Exit(code)


@evaluation.command()
@or_could_not_run()
def score(
    run: RunArgument,
    *,
    suite: SuiteOption = None,
    gates: GatesOption = None,
    baseline: BaselineOption = None,
    update_baseline: UpdateOption = False,
    as_json: JsonOption = None,
    junit: JunitOption = None,
    csv: CsvOption = None,
    markdown: MarkdownOption = None,
    html: HtmlOption = None,
) -> None:
    """Score a run again, with the metrics and gates of today. Asks nobody."""
    code = _judged(
        run, (suite, gates, baseline), Paths(as_json, junit, csv, markdown, html), update_baseline=update_baseline
    )
    raise typer.Exit(code)


@evaluation.command("import")
@or_could_not_run()
def bring(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="One brief a line, with the name of its case.")],
    *,
    arm: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose they are, where a line does not say. \\[default: FILE]")
    ] = None,
    out: OutOption = None,
    suite: SuiteOption = None,
    gates: GatesOption = None,
    baseline: BaselineOption = None,
    update_baseline: UpdateOption = False,
    as_json: JsonOption = None,
    junit: JunitOption = None,
    csv: CsvOption = None,
    markdown: MarkdownOption = None,
    html: HtmlOption = None,
) -> None:
    """Score briefs that were made elsewhere, by anything, as a run like any other. Asks nobody."""
    from evals.judgement import check, rules

    held = rules(suite, gates, baseline)
    check(held)
    folder = brought(file, arm, held.suite, out)
    code = _judged(
        folder,
        (suite, gates, baseline),
        Paths(as_json, junit, csv, markdown, html),
        update_baseline=update_baseline,
    )
    output.say(f"all of it is in {folder}")
    raise typer.Exit(code)


@evaluation.command()
@or_could_not_run()
def report(
    run: RunArgument,
    *,
    suite: SuiteOption = None,
    gates: GatesOption = None,
    baseline: BaselineOption = None,
    as_json: JsonOption = None,
    junit: JunitOption = None,
    csv: CsvOption = None,
    markdown: MarkdownOption = None,
    html: HtmlOption = None,
) -> None:
    """Write reports of a run, whatever its verdict. Asks nobody; on stdout when no file is named."""
    paths = Paths(as_json, junit, csv, markdown, html)
    with without_collecting():
        from evals.judgement import rules

        made = judged(run, rules(suite, gates, baseline))
        write_all(made, paths)
        if paths == Paths():
            show(made)


@evaluation.command()
@or_could_not_run()
def compare(
    first: Annotated[Path, typer.Argument(metavar="A", help="The run of before.")],
    second: Annotated[Path, typer.Argument(metavar="B", help="The run to judge.")],
    *,
    suite: SuiteOption = None,
    as_json: JsonOption = None,
    markdown: MarkdownOption = None,
    html: HtmlOption = None,
) -> None:
    """Say which of two runs is better, or that it cannot be told: article by article, metric by metric.

    Exit code 1: a metric that may decide got worse in B, by more than chance explains.
    """
    from evals.judgement import against, is_worse, rules

    held = rules(suite)
    with without_collecting():
        made = replace(against(judged(first, held), judged(second, held)), verdict=None)
        write_all(made, Paths(json=as_json, markdown=markdown, html=html))
        show(made)
    worse = any(is_worse(contrast, made.metrics) for contrast in made.contrasts)
    raise typer.Exit(int(worse))


evaluation.command()(lint)
evaluation.command("new-case")(new_case)


def _asked(asked: Asked, named: Named, resume: Path | None) -> Path:
    """The folder of a run, made or gone on with."""
    from evals.cases import read_suite
    from evals.judgement import check, rules

    held = rules(*named)
    settings = given.load_settings()
    cases = read_suite(held.suite)
    check(held)
    if resume is not None:
        return ask_missing(resume, asked, cases, settings)
    return ask_all(asked, chosen(cases, asked.slugs, held.suite), settings)


def _judged(run: Path, named: Named, paths: Paths, *, update_baseline: bool) -> int:
    """Score, write the reports, show the verdict. Returns the exit code."""
    with without_collecting():
        from evals.judgement import rules

        held = rules(*named)
        report = judged(run, held)
        code = show(report)  # the verdict first: a report that cannot be written must not hide it
        write_all(report, paths)
    if update_baseline:
        renew_baseline(run, report, held)
        return 0
    return code
