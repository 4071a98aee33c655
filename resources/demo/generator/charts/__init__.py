"""Vector charts of quality-circle reports."""
