"""The key facts and the headline: which sentences tell the news, and in how few of their words."""
