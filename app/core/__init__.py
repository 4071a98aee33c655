"""Ground floor: standard library only, no knowledge of the field."""
