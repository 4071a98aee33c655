"""The documents that travel between machines: canonical bytes, strict readers."""
