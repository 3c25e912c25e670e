"""A single sentence: what can be read in it, and how it may be cut or set without changing what it says."""
