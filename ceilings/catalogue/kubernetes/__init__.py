"""The catalogue of Kubernetes and of the custom resources around it, a module an API group."""
