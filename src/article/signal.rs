//! The kinds of evidence by which an article is told from its page, so that each can be left aside to see what it brings
//! (`scripts/ablation`).

/// A kind of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// What the words in class, id and the like say of elements.
    Names,
    /// What the kinds of elements and declared roles say: `nav`, `aside`, `figure`, forms, what is hidden.
    Kinds,
    /// The share of all prose that elements of a name hold: names lie.
    Share,
    /// What holds the headline and a text is no furniture.
    Headline,
    /// Furniture by name is put back where next to nothing is left without it.
    Rescue,
    /// Other articles of the page, beside the one with its title.
    Others,
    /// Linked headlines in cells of their own.
    Teasers,
    /// A linked headline in an element of its own amid the text, with a second mark of a card.
    Cards,
    /// Elements whose heading says that they are furniture, and headings of elements of which nothing is left.
    Sections,
    /// Text alone with a picture, numbered slides.
    Pictures,
    /// Sentences between headline and container.
    Lead,
    /// What the wording of a line betrays.
    Wording,
    /// Lines that are nothing but links.
    Links,
    /// Lines that are the title, an author, the site or a date.
    Knowledge,
    /// Lists of links.
    Lists,
    /// Credits of pictures, captions printed twice.
    Captions,
    /// Quotations pulled out of the text.
    Quotes,
    /// A description above an English text.
    Standfirst,
    /// What stands before the first and behind the last prose.
    Ends,
    /// Headings with nothing below.
    Orphans,
    /// What scripts hold, where the tree holds no article.
    Fallback,
}

impl Signal {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::Names,
        Self::Kinds,
        Self::Share,
        Self::Headline,
        Self::Rescue,
        Self::Others,
        Self::Teasers,
        Self::Cards,
        Self::Sections,
        Self::Pictures,
        Self::Lead,
        Self::Wording,
        Self::Links,
        Self::Knowledge,
        Self::Lists,
        Self::Captions,
        Self::Quotes,
        Self::Standfirst,
        Self::Ends,
        Self::Orphans,
        Self::Fallback,
    ];
}
