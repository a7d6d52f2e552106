"""Exports: any list of the desk as a CSV or XLSX file, with the question it answers; journaled."""
