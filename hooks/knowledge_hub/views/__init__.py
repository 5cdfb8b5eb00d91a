"""What follows from the catalogue, a language and a moment: plain frozen values for the templates to print."""
