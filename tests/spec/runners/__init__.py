"""What runs the drawings of a chapter: one module a TOML file, of the same name.

DEFINITIONS: the definitions a drawing may name, by class name, the default first. found(drawing): what is
found in the drawn course, in the words that the drawing's key "found" compares with.
"""
