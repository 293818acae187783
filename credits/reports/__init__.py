"""Documents from selectors: certificates and tables of published cells."""
