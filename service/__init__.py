"""precis: an article in, a brief out whose every line can be checked."""

__version__ = "0.1.0"
