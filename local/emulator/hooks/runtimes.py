"""Which functions the hooks of Java are for."""


def is_java(function: dict) -> bool:
    """function: its configuration, or MiniStack's record of it, which has the configuration"""
    return str((function.get("config") or function).get("Runtime", "")).startswith("java")
