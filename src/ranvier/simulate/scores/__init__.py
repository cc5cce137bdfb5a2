"""What is written down of true disability: steps of the EDSS, raters, biases and functional systems."""
