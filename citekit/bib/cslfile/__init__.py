"""What CSL-JSON and CSL-YAML files are made of: items, the markup in them, and YAML with places."""
