"""The questionnaire: its items, how its table is laid out, and the answers that participants gave."""
