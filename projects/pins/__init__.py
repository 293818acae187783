"""Project idea notes: the outline of a project and both governments’ answer."""
