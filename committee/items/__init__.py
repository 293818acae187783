"""The committee’s desk: items, shared files and who opened them, remarks, declared interests."""
