"""Who decides: the Joint Committee and the papers that it decides on."""
