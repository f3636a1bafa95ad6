"""The checks of a study: each looks at what is there, changes nothing, and says what it found."""
