"""The desk's storage: encrypted database, key slots, encrypted files, backup, migrations."""
