"""One file per user intention; returns (result, Changes); no Qt."""
