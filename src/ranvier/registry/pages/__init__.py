"""The screens, one module a page."""
