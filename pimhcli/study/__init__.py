"""One open study: its folder, its parts loaded when asked for, and every change saved through its history."""
