//! dateline turns a saved news article into a record that can be checked.
//!
//! The flow is one way: source → page → article → text → mentions → clauses → frames → events → record. Each arrow is one
//! public function over plain data; a stage knows only the types before it.

pub mod article;
pub mod cli;
pub mod event;
pub mod lexicon;
pub mod mention;
pub mod output;
pub mod page;
pub mod record;
pub mod rules;
pub mod source;
pub mod text;

mod extractor;

pub use extractor::{Extractor, Options};
pub use record::Record;
