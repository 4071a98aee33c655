"""What a judge does, from the invitation to the receipt."""
