"""Makes the sample season by code, so that every page, number and name in it can be traced and changed."""
