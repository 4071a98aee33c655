"""Judging statistics with numpy and scipy: severity, reliability, uncertainty, design."""
