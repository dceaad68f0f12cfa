"""What is there while the window is closed: an entry in the tray, today's scores, one line."""
