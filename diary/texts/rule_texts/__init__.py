"""What the reminders of each rule say, one module a kind of rule."""
