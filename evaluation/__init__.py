"""How good the claims, the identities and the disputes are, on texts of our own: `make evaluate`."""
