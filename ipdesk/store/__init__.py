"""Everything that lies in a workspace folder; `database.py` alone knows the libraries underneath."""
