"""The report, and the transcripts with what was coded in them, as web pages of one file each."""
