"""Steps that wait for somebody: inbox, officers, time limits, what goes on to others, service times."""
