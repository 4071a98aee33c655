"""Pure rules over frozen values: what counts, how it adds up, who ranks where."""
