//! Records to bytes: one form of output a file, and the sanitising that each needs.

pub mod difference;
pub mod json;
pub mod sanitize;
pub mod summary;
