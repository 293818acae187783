"""People: accounts, roles, seats, and what changes about them under four eyes."""
