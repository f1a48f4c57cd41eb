"""Confidential words: saying one, asking after it, reading and answering it, and who reads them."""
