"""The history of an entity: its entries, a filter by field, and two of them compared word by word."""
