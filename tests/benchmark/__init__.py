"""How fast the API is, beside others, in one run: `python -m tests.benchmark`. Nothing is collected here."""
