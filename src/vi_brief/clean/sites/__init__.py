"""News sites: one module per site, found by the domain of the page's address. Everything works without them."""
