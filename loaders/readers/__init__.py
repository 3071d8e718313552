"""The generic core: what any document says, whatever its template."""
