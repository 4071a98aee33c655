"""The Qt desk: views, viewmodels and the one bridge to background work."""
