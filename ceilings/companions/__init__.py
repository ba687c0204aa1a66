"""The relations by which one resource bounds another, a module a platform.

A relation takes the stack and the resource that needs a ceiling, and yields companions, each with the expression that reads the companion's
own ceiling. It joins by the graph of property dependencies, which holds at first preview when every id is unknown, and by literal values
where both sides have them. It never follows a companion's companions, so two resources cannot cap each other.
"""
