//! Folding: one spelling for all the ways in which a name is written. Shared with the build script, so that the
//! tables and the look-ups can never disagree.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Calls `emit` with each character of the folded form: lower case, accents dropped, letters without a decomposition
/// written out ("ł" is "l", "ß" is "ss"), curly apostrophes straight.
pub fn fold_character(character: char, mut emit: impl FnMut(char)) {
    if character.is_ascii() {
        return emit(character.to_ascii_lowercase());
    }
    let spelled = match character {
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ı' | 'İ' => "i",
        'þ' | 'Þ' => "th",
        'ə' | 'Ə' => "e",
        '’' | '‘' | 'ʻ' | 'ʼ' | 'ʾ' | 'ʿ' => "'",
        '–' | '‑' | '‐' => "-",
        _ => "",
    };
    if !spelled.is_empty() {
        return spelled.chars().for_each(emit);
    }
    decompose_compatible(character, |part| {
        if !is_combining_mark(part) {
            part.to_lowercase().for_each(&mut emit);
        }
    });
}

/// Appends the key of a name part, as the census writes names: letters a to z alone ("de la Cruz" is "delacruz").
pub fn name_key_into(word: &str, key: &mut String) {
    for character in word.chars() {
        fold_character(character, |folded| {
            if folded.is_ascii_lowercase() {
                key.push(folded);
            }
        });
    }
}

/// The key of a name part: see [`name_key_into`].
pub fn name_key(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    name_key_into(word, &mut key);
    key
}

/// Calls `emit` with each byte of a phrase key: words of letters and digits, one space wherever a hyphen, a slash or
/// white space stands between two of them; stops, apostrophes and other marks vanish ("U.S." is "us").
pub fn phrase_bytes(phrase: &str, mut emit: impl FnMut(u8)) {
    let mut gap = false;
    let mut begun = false;
    for character in phrase.chars() {
        fold_character(character, |folded| {
            if folded.is_whitespace() || folded == '-' || folded == '/' {
                gap = begun;
            } else if folded.is_alphanumeric() {
                if std::mem::take(&mut gap) {
                    emit(b' ');
                }
                begun = true;
                let mut bytes = [0; 4];
                folded.encode_utf8(&mut bytes).bytes().for_each(&mut emit);
            }
        });
    }
}

/// The key of a phrase of one or more words: see [`phrase_bytes`].
pub fn phrase_key(phrase: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(phrase.len());
    phrase_bytes(phrase, |byte| key.push(byte));
    key
}
