"""age version 1 on `cryptography`: header, STREAM, a reader that can seek, a writer."""
