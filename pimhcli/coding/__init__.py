"""The coder's work: the codebook, the codings and excerpts, and the acts that change them."""
