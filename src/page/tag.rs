//! The elements that mean something to us, and what the standard says of each.

/// An element's name; `Other` for every name that no rule of ours asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    A,
    Abbr,
    Address,
    Article,
    Aside,
    Audio,
    B,
    Big,
    Blockquote,
    Body,
    Br,
    Button,
    Canvas,
    Caption,
    Center,
    Cite,
    Code,
    Dd,
    Details,
    Dialog,
    Div,
    Dl,
    Dt,
    Em,
    Embed,
    Fieldset,
    Figcaption,
    Figure,
    Font,
    Footer,
    Form,
    Frame,
    H1,
    H2,
    H3,
    H4,
    H5,
    H6,
    Head,
    Header,
    Hgroup,
    Hr,
    Html,
    I,
    Iframe,
    Img,
    Input,
    Ins,
    Label,
    Legend,
    Li,
    Link,
    Main,
    Map,
    Menu,
    Meta,
    Nav,
    Noframes,
    Noscript,
    Object,
    Ol,
    Optgroup,
    Option,
    P,
    Picture,
    Pre,
    Rp,
    Rt,
    Ruby,
    S,
    Script,
    Search,
    Section,
    Select,
    Small,
    Source,
    Span,
    Strong,
    Style,
    Sub,
    Summary,
    Sup,
    Svg,
    Table,
    Tbody,
    Td,
    Template,
    Textarea,
    Tfoot,
    Th,
    Thead,
    Time,
    Title,
    Tr,
    U,
    Ul,
    Video,
    /// Names that only void elements have: `area`, `base`, `col`, `param`, `track`, `wbr`.
    OtherVoid,
    Other,
}

impl Tag {
    /// The element of a name as written, in any case.
    pub fn of(name: &str) -> Self {
        let mut lower = [0_u8; 10];
        let Some(lower) = lower.get_mut(..name.len()) else {
            return Self::Other;
        };
        for (to, from) in lower.iter_mut().zip(name.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        match &*lower {
            b"a" => Self::A,
            b"abbr" => Self::Abbr,
            b"address" => Self::Address,
            b"article" => Self::Article,
            b"aside" => Self::Aside,
            b"audio" => Self::Audio,
            b"b" => Self::B,
            b"big" => Self::Big,
            b"blockquote" => Self::Blockquote,
            b"body" => Self::Body,
            b"br" => Self::Br,
            b"button" => Self::Button,
            b"canvas" => Self::Canvas,
            b"caption" => Self::Caption,
            b"center" => Self::Center,
            b"cite" => Self::Cite,
            b"code" => Self::Code,
            b"dd" => Self::Dd,
            b"details" => Self::Details,
            b"dialog" => Self::Dialog,
            b"div" => Self::Div,
            b"dl" => Self::Dl,
            b"dt" => Self::Dt,
            b"em" => Self::Em,
            b"embed" => Self::Embed,
            b"fieldset" => Self::Fieldset,
            b"figcaption" => Self::Figcaption,
            b"figure" => Self::Figure,
            b"font" => Self::Font,
            b"footer" => Self::Footer,
            b"form" => Self::Form,
            b"frame" => Self::Frame,
            b"h1" => Self::H1,
            b"h2" => Self::H2,
            b"h3" => Self::H3,
            b"h4" => Self::H4,
            b"h5" => Self::H5,
            b"h6" => Self::H6,
            b"head" => Self::Head,
            b"header" => Self::Header,
            b"hgroup" => Self::Hgroup,
            b"hr" => Self::Hr,
            b"html" => Self::Html,
            b"i" => Self::I,
            b"iframe" => Self::Iframe,
            b"img" | b"image" => Self::Img,
            b"input" => Self::Input,
            b"ins" => Self::Ins,
            b"label" => Self::Label,
            b"legend" => Self::Legend,
            b"li" => Self::Li,
            b"link" => Self::Link,
            b"main" => Self::Main,
            b"map" => Self::Map,
            b"menu" => Self::Menu,
            b"meta" => Self::Meta,
            b"nav" => Self::Nav,
            b"noframes" | b"noembed" | b"xmp" => Self::Noframes,
            b"noscript" => Self::Noscript,
            b"object" => Self::Object,
            b"ol" => Self::Ol,
            b"optgroup" => Self::Optgroup,
            b"option" => Self::Option,
            b"p" => Self::P,
            b"picture" => Self::Picture,
            b"pre" | b"listing" => Self::Pre,
            b"rp" => Self::Rp,
            b"rt" => Self::Rt,
            b"ruby" => Self::Ruby,
            b"s" | b"strike" | b"del" => Self::S,
            b"script" => Self::Script,
            b"search" => Self::Search,
            b"section" => Self::Section,
            b"select" => Self::Select,
            b"small" => Self::Small,
            b"source" => Self::Source,
            b"span" => Self::Span,
            b"strong" => Self::Strong,
            b"style" => Self::Style,
            b"sub" => Self::Sub,
            b"summary" => Self::Summary,
            b"sup" => Self::Sup,
            b"svg" => Self::Svg,
            b"table" => Self::Table,
            b"tbody" => Self::Tbody,
            b"td" => Self::Td,
            b"template" => Self::Template,
            b"textarea" => Self::Textarea,
            b"tfoot" => Self::Tfoot,
            b"th" => Self::Th,
            b"thead" => Self::Thead,
            b"time" => Self::Time,
            b"title" => Self::Title,
            b"tr" => Self::Tr,
            b"u" => Self::U,
            b"ul" | b"dir" => Self::Ul,
            b"video" => Self::Video,
            b"area" | b"base" | b"basefont" | b"bgsound" | b"col" | b"keygen" | b"param" | b"track" | b"wbr" => Self::OtherVoid,
            _ => Self::Other,
        }
    }

    /// Elements without content and without an end tag.
    pub fn is_void(self) -> bool {
        use Tag::*;
        matches!(self, Br | Embed | Frame | Hr | Img | Input | Link | Meta | Source | OtherVoid)
    }

    /// Elements whose content is not markup: it ends at the element's own end tag alone. With scripting on, as browsers have it,
    /// `noscript` is one of them.
    pub fn is_raw_text(self) -> bool {
        use Tag::*;
        matches!(self, Script | Style | Iframe | Noframes | Noscript | Textarea | Title)
    }

    /// Elements that stand in a line of text and do not break it.
    pub fn is_inline(self) -> bool {
        use Tag::*;
        matches!(
            self,
            A | Abbr
                | B
                | Big
                | Cite
                | Code
                | Em
                | Font
                | I
                | Img
                | Ins
                | Label
                | Map
                | Picture
                | Rp
                | Rt
                | Ruby
                | S
                | Small
                | Span
                | Strong
                | Sub
                | Sup
                | Svg
                | Time
                | U
                | Other
                | OtherVoid
                | Button
                | Input
                | Script
                | Style
                | Noscript
                | Template
                | Object
        )
    }

    /// Inline elements that only change how text looks; the standard lets them overlap others.
    pub fn is_formatting(self) -> bool {
        use Tag::*;
        matches!(self, A | B | Big | Code | Em | Font | I | S | Small | Strong | U)
    }

    /// A start tag that ends an open paragraph.
    pub fn closes_paragraph(self) -> bool {
        use Tag::*;
        self.is_heading()
            || matches!(
                self,
                Address
                    | Article
                    | Aside
                    | Blockquote
                    | Center
                    | Details
                    | Dialog
                    | Div
                    | Dl
                    | Dd
                    | Dt
                    | Fieldset
                    | Figcaption
                    | Figure
                    | Footer
                    | Form
                    | Header
                    | Hgroup
                    | Hr
                    | Li
                    | Main
                    | Menu
                    | Nav
                    | Ol
                    | P
                    | Pre
                    | Search
                    | Section
                    | Summary
                    | Table
                    | Ul
            )
    }

    /// An element that an end tag inside it cannot reach beyond.
    pub fn is_scope(self) -> bool {
        use Tag::*;
        matches!(self, Html | Table | Td | Th | Caption | Template | Object)
    }

    /// `h1` to `h6`.
    pub fn is_heading(self) -> bool {
        use Tag::*;
        matches!(self, H1 | H2 | H3 | H4 | H5 | H6)
    }

    /// A part of a table's frame: its end tag reaches over cells.
    pub fn is_table_part(self) -> bool {
        use Tag::*;
        matches!(self, Table | Tbody | Thead | Tfoot | Tr | Td | Th | Caption)
    }
}
