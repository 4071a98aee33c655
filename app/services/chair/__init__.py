"""What a panel chair does, from the first arriving file to the signed panel result."""
