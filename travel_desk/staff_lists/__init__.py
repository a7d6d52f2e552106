"""Staff lists: what an organisation sends about its people, judged row by row, taken in."""
