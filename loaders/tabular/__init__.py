"""How a CSV table becomes checked rows, and rows quads; `loaders.tables` says which tables."""
