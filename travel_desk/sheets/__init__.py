"""Tables of rows in files: CSV and XLSX as they come, and as the desk gives them out."""
