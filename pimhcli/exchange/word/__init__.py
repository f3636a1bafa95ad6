"""Transcripts in Word whose comments are the coding."""
