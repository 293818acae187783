"""The five sheets of the JCM, made from a definition."""
