"""How good briefs are: gold cases, metrics, runs, and a verdict people can trust."""
