"""The demo: people who can sign in, and example projects that wait in every inbox. Nothing of it counts in totals."""
