"""Pages and videos drawn from sealed files."""
