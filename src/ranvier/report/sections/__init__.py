"""One file a section of the report; each turns an examination into texts and figures for its template."""
