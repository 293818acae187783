"""WHO: parties, rulebooks, committees and decisions, time limits, inbox and notices."""
