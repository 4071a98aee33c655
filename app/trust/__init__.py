"""Keys, signatures and sealing: the only home of cryptography."""
