//! A saved HTML page as a small, depth-bounded, read-only tree, and what the page says of itself.
