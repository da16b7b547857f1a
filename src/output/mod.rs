//! Records to bytes: one form of output a file, and the sanitising that each needs.
