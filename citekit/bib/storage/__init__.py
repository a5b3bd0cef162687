"""Large libraries kept on disk, as they were read."""
