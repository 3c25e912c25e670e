"""Quantities in news text: numbers, money, percentages, measures, ranges, ordinals and dates, with exact values."""

from service.core.quantities.abroad import values_in_words
from service.core.quantities.comparison import Comparison, compare
from service.core.quantities.hedges import may_bound
from service.core.quantities.inventory import Inventory
from service.core.quantities.quantity import Hedge, Kind, Quantity
from service.core.quantities.reading import read
from service.core.quantities.sentences import of_article

__all__ = [
    "Comparison",
    "Hedge",
    "Inventory",
    "Kind",
    "Quantity",
    "compare",
    "may_bound",
    "of_article",
    "read",
    "values_in_words",
]
