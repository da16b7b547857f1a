//! The attributes that are read; every other is skipped where it stands.

/// The name of an attribute that some rule asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Name {
    Alt,
    AriaHidden,
    AriaLabel,
    AriaModal,
    Class,
    Content,
    DataComponent,
    DataTestid,
    Datetime,
    Hidden,
    Href,
    HttpEquiv,
    Id,
    Itemprop,
    Itemscope,
    Itemtype,
    Lang,
    MetaName,
    Property,
    Pubdate,
    Rel,
    Role,
    Style,
    Title,
    Type,
}

impl Name {
    /// The attribute of a name as written, in any case.
    pub fn of(name: &str) -> Option<Self> {
        let mut lower = [0_u8; 16];
        let lower = lower.get_mut(..name.len())?;
        for (to, from) in lower.iter_mut().zip(name.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        Some(match &*lower {
            b"alt" => Self::Alt,
            b"aria-hidden" => Self::AriaHidden,
            b"aria-label" => Self::AriaLabel,
            b"aria-modal" => Self::AriaModal,
            b"class" => Self::Class,
            b"content" => Self::Content,
            b"data-component" => Self::DataComponent,
            b"data-testid" | b"data-test-id" | b"data-qa" | b"data-test" | b"data-tb-region" => Self::DataTestid,
            b"datetime" => Self::Datetime,
            b"hidden" => Self::Hidden,
            b"href" => Self::Href,
            b"http-equiv" => Self::HttpEquiv,
            b"id" => Self::Id,
            b"itemprop" => Self::Itemprop,
            b"itemscope" => Self::Itemscope,
            b"itemtype" | b"typeof" => Self::Itemtype,
            b"lang" | b"xml:lang" => Self::Lang,
            b"name" => Self::MetaName,
            b"property" => Self::Property,
            b"pubdate" => Self::Pubdate,
            b"rel" => Self::Rel,
            b"role" => Self::Role,
            b"style" => Self::Style,
            b"title" => Self::Title,
            b"type" => Self::Type,
            _ => return None,
        })
    }
}
