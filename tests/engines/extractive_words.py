"""What the tests of the extractive engine share: a text as it drafts it, and the questions it asks of one."""

from service.core import attribution
from service.core.article import segment
from service.core.draft import Draft
from service.core.engine import Request, Window
from service.engines.extractive.asking.questions import questions
from service.engines.extractive.engine import compose


def draft_of(text: str, *, title: str | None = None) -> Draft:
    """The draft of a whole English text."""
    article = segment(text, language="en", title=title)
    draft = compose(Window(article, 1, len(article.sentences)), Request())
    assert draft is not None
    return draft


def asked(text: str) -> list[str]:
    """The questions of a whole English text, those that matter most first, before any check."""
    article = segment(text, language="en")
    window = Window(article, 1, len(article.sentences))
    return [each.question for each in questions(article, attribution.read(article), window)]
