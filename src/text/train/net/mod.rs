//! Learning the network.

pub mod adam;
pub mod backward;
pub mod exponential;
pub mod learn;
pub mod opinion;
pub mod vectors;
