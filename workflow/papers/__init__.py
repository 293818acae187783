"""Papers: which of them a person may open, wherever they are told of."""
