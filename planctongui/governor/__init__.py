"""How all pilots together are held back."""
