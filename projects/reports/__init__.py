"""Documents made from the data of `projects`."""
