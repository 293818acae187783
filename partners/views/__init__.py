"""Room of partners: views."""
