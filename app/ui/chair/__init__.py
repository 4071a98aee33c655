"""The chair's desk: a second desk of the same window, for a judge who chairs a panel."""
