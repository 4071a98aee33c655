"""Frozen values of the field; no behaviour beyond checking themselves."""
