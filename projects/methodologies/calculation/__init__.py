"""Calculation: a methodology as data, its small grammar, its units, and the exact amounts that follow. No models."""
