"""Getting what was published and handing in what was scored: verified, resumable."""
