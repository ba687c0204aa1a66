"""The embedded preview: Pulumi's own protocols, served in process, for programs and packs written in Python."""
