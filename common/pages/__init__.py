"""The page kit: typed classes for pages that share a form. An address names the class, and the class is its code."""
