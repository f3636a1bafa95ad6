"""How far coders agree: coefficients, their intervals, and where the coders differ."""
