"""Source records in, golden records out. Pure: no framework, no clock, no settings, no files but those it is handed."""
