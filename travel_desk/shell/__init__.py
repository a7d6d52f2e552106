"""What all pages share: window, navigation, background work, lists, fields, dialogs, theme.

Built on PySide6 and base alone; it knows no duty of the desk.
"""
