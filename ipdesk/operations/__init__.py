"""Every write, one verb and one transaction each, and every read; permissions stand here."""
