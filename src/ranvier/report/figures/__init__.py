"""One file a kind of figure; every figure is drawn wide and narrow, with its data as a table."""
