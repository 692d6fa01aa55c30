"""Pure rules on plain dataclasses. Standard library only; nothing here touches a file or a screen."""
