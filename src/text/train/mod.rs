//! Learning the tables of the tagger and the parser from treebanks. Run by hand (`cargo run --example train`); the
//! program itself only reads what comes out, `models/`.

pub mod treebank;
