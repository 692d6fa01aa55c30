"""The search over everything: how a typed search is read, what is searched, and how what was found is shown."""
