"""Learned choosing: what speaks for a candidate as numbers, and trees that weigh them."""
