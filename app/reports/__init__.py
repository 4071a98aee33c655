"""Papers: PDF, XLSX and CSV."""
