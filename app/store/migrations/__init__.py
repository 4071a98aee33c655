"""Every form the tables ever had, oldest first. Written once, never edited after a release."""
