"""The domain: give it a text and an engine, get a brief. No framework, no I/O, no vendor."""
