//! Why an input gives no record.

/// Why a document was not read. The message is one line and names no file: the caller knows it.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    #[error("is empty")]
    Empty,
    #[error("holds no text, only white space")]
    Blank,
    #[error("is not text: {0}")]
    Binary(&'static str),
    #[error("is larger than the limit of {0} bytes (--max-bytes)")]
    TooLarge(usize),
    #[error("cannot be unpacked: {0}")]
    Unpack(String),
    #[error("holds no page: {0}")]
    NoPage(&'static str),
    #[error("{0}")]
    Line(String),
}

impl SourceError {
    /// One word for counting and for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "unreadable",
            Self::Empty | Self::Blank => "empty",
            Self::Binary(_) => "binary",
            Self::TooLarge(_) => "too_large",
            Self::Unpack(_) => "corrupt",
            Self::NoPage(_) => "no_page",
            Self::Line(_) => "bad_line",
        }
    }
}
