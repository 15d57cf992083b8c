"""Writing an establishment's folder from a blueprint, and recording what was written."""
