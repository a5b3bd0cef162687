"""Rules of the check itself: CK001 to CK099."""
