"""REFI-QDA, the format that NVivo, ATLAS.ti, MAXQDA and QualCoder exchange projects in."""
