"""A gold case to be filled in: the article as it is, and every field with what belongs there.

No engine suggests anything: whoever corrects a suggestion leaves most of it standing, and the suite would then measure
how like the built-in engine a brief is.
"""

import re
import unicodedata
from datetime import date
from typing import get_args

import yaml

from evals.cases import CaseFile
from evals.lint import LONGEST_STATEMENT, MOST_SENTENCES, UNDONE
from service.core import language as languages
from service.core.draft import Kind, OpenReason, Stance, Status

_SLUG_WORDS = 5


def scaffold(text: str, *, title: str | None = None, published_at: date | None = None) -> str:
    """The YAML of a case whose text is an article and whose brief is still to be written.

    The linter refuses it until no "TODO" is left.

    Args:
        text: The article, exactly.
        title: The headline it was published under, where that is not part of the text.
        published_at: The day it was published.
    """
    language = languages.detect(text)
    named = f"title: {_quoted(title)}\n" if title else ""
    dated = f"published_at: {published_at.isoformat()}\n" if published_at else ""
    return f"""\
# Write the brief from the article alone, before looking at what any engine makes of it. Every passage under `evidence`
# and `quotes` is copied from the text word for word, long enough to stand there once; the whole sentence it lies in
# counts. Then: precis eval lint FILE
{named}language: {language or UNDONE}  # ISO 639-1
form: {UNDONE}  # {_choices("form")}
subject: {UNDONE}  # {_choices("subject")}
traits: []  # what makes it hard, in a word or two each: [anonymous source, figure corrected]
{dated}source: {UNDONE}  # where the text comes from
licence: {UNDONE}
headline:
  statement: {UNDONE}  # the news in one sentence
  evidence:
    - {UNDONE}
key_facts:  # most important first; one claim each, in words of your own, {LONGEST_STATEMENT} words at most
  - statement: {UNDONE}
    weight: {UNDONE}  # must: a brief without it is a bad brief. nice: it may be left out
    status: {UNDONE}  # {" | ".join(get_args(Status))}
    evidence:  # as few sentences as prove it, {MOST_SENTENCES} at most
      - {UNDONE}
topics: []  # contested proposals or questions, at most 6, each a short noun phrase
parties:  # everybody with a view or a part in the story; [] where there is nobody
  - name: {UNDONE}  # the fullest name the article gives
    weight: {UNDONE}
    kind: {UNDONE}  # {" | ".join(get_args(Kind))}
    role: null  # office or function
    represents: null  # the country or body it speaks for
    aliases: []  # other names the article, or a good brief, may use
    evidence:
      - {UNDONE}
    positions:  # every view the article gives it; [] where it gives none
      - statement: {UNDONE}
        weight: {UNDONE}
        topic: null  # one of the topics, word for word
        stance: null  # {" | ".join(get_args(Stance))}; only with a topic
        quotes: []  # the party's own words, without the quotation marks
        reported_by: null  # who passed the view on, if not the party itself
        evidence:
          - {UNDONE}
open_questions:  # what the article raises and does not answer; [] where there is nothing
  - question: {UNDONE}?
    weight: {UNDONE}
    reason: {UNDONE}  # {" | ".join(get_args(OpenReason))}
    evidence:
      - {UNDONE}
must_not:  # what a careless model would say of this article, and what is wrong
  - statement: {UNDONE}
    party: null  # whose mouth it would be put in, where it is a position
    why: {UNDONE}  # what the article says instead
known_rejections: []  # true items that a check rejects all the same, as the linter lists: {{item: f3, check: number}}
annotation: {UNDONE}  # how often it was annotated, and what was settled
text: {_literal(text)}"""


def slug(title_or_text: str) -> str:
    """A file name for a case, from its title or its first words: "copenhagen-defense-meeting"."""
    plain = unicodedata.normalize("NFKD", title_or_text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    return "-".join(words[:_SLUG_WORDS]) or "case"


def _choices(field: str) -> str:
    return " | ".join(get_args(CaseFile.model_fields[field].annotation))


def _quoted(text: str) -> str:
    return str(yaml.safe_dump(text, allow_unicode=True, default_style='"', width=float("inf"))).rstrip("\n")


def _literal(text: str) -> str:
    """A text as a YAML value that is read back exactly: line by line where YAML can, else in quotation marks."""
    chomping = "+" if text.endswith("\n\n") or not text.strip("\n") else "" if text.endswith("\n") else "-"
    lines = text.removesuffix("\n").split("\n")
    block = f"|2{chomping}\n" + "\n".join(f"  {line}" if line else "" for line in lines) + "\n"
    try:
        if yaml.safe_load(f"text: {block}") == {"text": text}:
            return block
    except yaml.YAMLError:
        pass
    return _quoted(text) + "\n"
