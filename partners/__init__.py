"""WHO: countries and their rulebooks, organisations, people and their roles, programmes."""
