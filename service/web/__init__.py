"""What every HTTP way in shares: who calls, how a body is read, what is let in, and how an error is answered."""
