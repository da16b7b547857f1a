//! Records to bytes: one form of output a file, and the sanitising that each needs.

pub mod difference;
pub mod json;
pub mod report;
pub mod sanitize;
pub mod summary;
pub mod tables;
