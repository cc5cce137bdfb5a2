"""Forms made from the declared columns: what a table asks for is asked here, in its words and bounds."""
