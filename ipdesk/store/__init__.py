"""The only importer of sqlite_utils and sqlcipher3: everything that lies in a workspace folder.

sqlite_utils looks for a module `pysqlite3` first and then catches that module's exceptions. Giving
it SQLCipher under that name, before it is imported, is what keeps a failed statement from leaving
an open transaction behind.
"""

import sys

import sqlcipher3
import sqlcipher3.dbapi2

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2
