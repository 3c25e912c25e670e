"""The same question is paid for once: finished briefs by what was asked, and at most one in the making of each."""

from service.cache.cache import Cache, Freshness, Made, Making
from service.cache.flight import Tell
from service.cache.question import Order, question, recipe

__all__ = ["Cache", "Freshness", "Made", "Making", "Order", "Tell", "question", "recipe"]
