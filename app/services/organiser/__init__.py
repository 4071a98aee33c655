"""What the organiser does, from the spreadsheet to the collected packages."""
