"""The only wiring of windows: log, settings, lock, login, main window, pages.

`start` is what `__main__` calls. Only light modules may be imported before the login window is painted
(`start`, `login`, `entrance` and what they import at their top); `wiring` imports the duties' pages and is
imported on the worker thread while the user types.
"""
