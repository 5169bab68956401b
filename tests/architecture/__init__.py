"""What holds for the whole tree: its shape, its words, and that it never opens a connection."""
