"""The organiser's side: import, formality check, assignment, sealing, signing, serving."""
