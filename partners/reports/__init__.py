"""Documents made from what selectors find."""
