//! The small words and marks in and behind names: particles, letters of honour, possessives, closing quotation marks.

/// A small word that binds the parts of a personal name.
pub fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "del"
            | "la"
            | "las"
            | "los"
            | "da"
            | "das"
            | "do"
            | "dos"
            | "di"
            | "du"
            | "des"
            | "van"
            | "der"
            | "den"
            | "von"
            | "zu"
            | "ten"
            | "ter"
            | "bin"
            | "ibn"
            | "bint"
            | "al"
            | "el"
            | "ul"
            | "ud"
            | "abu"
            | "ben"
            | "le"
            | "af"
            | "av"
            | "y"
            | "e"
    )
}

/// Letters after a name that are no part of it: "QC", "MP".
pub fn is_post_nominal(word: &str) -> bool {
    matches!(
        word,
        "QC" | "KC" | "SC" | "MP" | "MEP" | "MSP" | "TD" | "OBE" | "CBE" | "MBE" | "PhD" | "Ph.D." | "MD" | "M.D." | "Esq" | "Esq."
    )
}

/// "'s" and its kin.
pub fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'" | "’" | "s'" | "s’")
}

/// Whether a mark ends what another began.
pub fn closes(open: &str, close: &str) -> bool {
    match open {
        "\"" => close == "\"",
        "“" => close == "”",
        "‘" => close == "’",
        "«" => close == "»",
        "(" => close == ")",
        _ => close == "'",
    }
}
