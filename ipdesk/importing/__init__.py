"""Files from outside turned into values: parsed in a limited child process, read here, never stored here."""
