"""The parties: what they hold, on which topic, on which side."""
