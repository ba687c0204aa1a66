"""The catalogue of AWS, a module a service."""
