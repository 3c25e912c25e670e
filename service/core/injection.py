"""Text that addresses a model instead of a reader: found by its wording, so that a reader of the brief is told.

A warning, not a defence: the defence is that an article is data between delimiters, that replies follow a schema,
and that every line is checked against the article. An article about prompt injection is found too, and may be.
"""

import re

from service.core.article import Article

_MODEL = r"(?:AI|A\.I\.|language\s+model|LLM|chatbot)"
_PATTERNS = (
    # "ignore all previous instructions", "disregard the prompt above"
    (
        r"\b(?:ignore|disregard|forget)\b(?:\s+\w+){0,3}?\s+(?:previous|prior|above|earlier|preceding|foregoing|system|your)"
        r"\s+(?:\w+\s+)?(?:instructions?|prompts?|commands?|directions?)\b"
    ),
    r"\b(?:ignore|disregard|forget)\s+(?:\w+\s+)?(?:instructions?|prompts?|text|everything)\s+above\b",
    # "you are now an AI", "act as a language model", "as an AI assistant, you"
    rf"\b(?:you\s+are|you[’']re|act\s+as|pretend\s+to\s+be)\s+(?:now\s+)?(?:an?|the)\s+(?:\w+\s+)?{_MODEL}\b",
    r"\byou\s+are\s+(?:now\s+)?an?\s+(?:\w+\s+)?assistant\b(?!\s+\w)",
    rf"\bas\s+an?\s+(?:{_MODEL}(?:\s+(?:language\s+model|assistant|model))?|assistant)\s*,?\s+(?:you|your|I)\b",
    # words about its instructions
    r"\b(?:your|reveal\s+the|print\s+the|repeat\s+the)\s+system\s+(?:prompt|message)\b",
    r"\bnew\s+(?:system\s+)?instructions?\s*:",
    r"\b(?:reply|respond|answer)\s+(?:only|exclusively|solely)\s+with\b",
    r"\b(?:when|if)\s+(?:you\s+(?:are\s+)?)?summari[sz](?:e|ing)\s+this\s+(?:article|text|page|document)\b",
    # the control marks of chat formats
    r"<\|[\w ]{2,30}\|>|\[/?INST\]|<</?SYS>>|</?(?:system|assistant|article|instructions?|prompt)>",
)
_ADDRESSES_A_MODEL = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)
# Each pattern needs one of these. Looking for them first takes a tenth of the time, and few sentences have any.
_HINTS = (
    *("instruction", "prompt", "command", "direction", "above", "language", "llm", "chatbot", "assistant"),
    *("system", "reply", "respond", "answer", "summari", "<", "[inst", "[/inst"),
)
_AI = re.compile(r"a\.i\.|ai\b")


def addresses_a_model(text: str) -> bool:
    """Whether some wording in the text speaks to a language model."""
    folded = text.casefold().replace("ı", "i")  # which a pattern that ignores case takes for an i
    if not any(hint in folded for hint in _HINTS) and _AI.search(folded) is None:
        return False
    return _ADDRESSES_A_MODEL.search(text) is not None


def sentences_addressing_a_model(article: Article, first: int = 1, last: int | None = None) -> tuple[int, ...]:
    """Numbers of the sentences, from `first` to `last` inclusive, that speak to a language model."""
    return tuple(
        sentence.number
        for sentence in article.sentences[first - 1 : last]
        if addresses_a_model(article.text[sentence.start : sentence.end])
    )
