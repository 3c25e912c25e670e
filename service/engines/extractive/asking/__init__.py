"""The open questions: what the article itself leaves open."""
