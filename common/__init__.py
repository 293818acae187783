"""Tools that know no word of the JCM."""
