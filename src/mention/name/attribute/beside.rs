//! What stands beside a name: the phrase before it, the one behind it between commas, the one that a comma parts from it, an age.

use super::{Reader, years_old};
use crate::mention::NameKind;
use crate::mention::name::classify::plausible_age;
use crate::mention::name::small::is_possessive;
use crate::mention::name::word::Shape;
use std::ops::Range;

impl Reader<'_, '_, '_> {
    /// The role phrase right before a name: "Russian arms trader X", "his lawyer, X", "the mayor of Aguililla, X,".
    pub(super) fn before(&self, start: usize, sentence: &Range<usize>, title: Option<Range<usize>>) -> Option<Range<usize>> {
        let words = self.words;
        let mut end = start;
        if title.is_none() && end > sentence.start + 1 && words.text_at(end - 1) == "," {
            return self.phrase_before_comma(end - 1, sentence);
        }
        if let Some(title) = &title {
            end = title.end;
        }
        let mut from = title.as_ref().map_or(start, |title| title.start);
        let noun = title.is_some() || from > sentence.start && self.role_noun(from - 1);
        if !noun {
            return None;
        }
        while from > sentence.start && from + 8 > end && self.modifies(from - 1, from) {
            from = self.site_before(from).map_or(from - 1, |site| site.tokens.start.max(sentence.start));
        }
        Some(from..end)
    }

    /// "Colombia's defense minister, X": from the article, possessive or start of the sentence to the comma.
    pub(super) fn phrase_before_comma(&self, comma: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        let words = self.words;
        let mut from = comma;
        while from > sentence.start && comma - from < 9 {
            let word = words.at(from - 1);
            let determiner = matches!(
                word.text.to_lowercase().as_str(),
                "the"
                    | "his"
                    | "her"
                    | "their"
                    | "its"
                    | "a"
                    | "an"
                    | "my"
                    | "our"
                    | "whose"
                    | "el"
                    | "la"
                    | "los"
                    | "las"
                    | "su"
                    | "un"
                    | "una"
            );
            if determiner || is_possessive(word.text) {
                break;
            }
            if word.shape == Shape::Mark
                || matches!(word.text, "said" | "and" | "but" | "that" | "when" | "by" | "with" | "was" | "were" | "is" | "to")
            {
                return None;
            }
            from -= 1;
        }
        let headed = from < comma && self.role_phrase(from, comma).is_some_and(|role| role == from || self.modifiers_only(from, role));
        let opened = from > sentence.start;
        (headed && opened).then_some(from..comma)
    }

    /// Age and role phrase after a name: ", 34, a nurse", " (39)", ", the mayor of Aguililla,", ", of Los Zetas,".
    pub(super) fn after(&self, end: usize, limit: usize) -> (Option<u32>, Option<Range<usize>>) {
        let words = self.words;
        let mut at = end;
        let mut age = None;
        if words.text_at(at) == "(" && at + 2 < limit && plausible_age(words.text_at(at + 1)) && words.text_at(at + 2) == ")" {
            age = words.text_at(at + 1).parse().ok();
            at += 3;
        }
        if at < limit && words.text_at(at) == "(" {
            at = (at + 1..(at + 8).min(limit)).find(|index| words.text_at(*index) == ")").map_or(at, |close| close + 1);
        }
        at = self.past_alias(at, limit);
        if at >= limit || !matches!(words.text_at(at), "," | "—" | "–" | "-") {
            return (age, None);
        }
        at += 1;
        if at < limit && words.text_at(at) == "aged" {
            at += 1;
        }
        if at < limit
            && plausible_age(words.text_at(at))
            && (at + 1 >= limit || words.at(at + 1).shape == Shape::Mark || words.text_at(at + 1) == "and")
        {
            age = age.or_else(|| words.text_at(at).parse().ok());
            at += 1;
            if at >= limit || words.text_at(at) != "," {
                return (age, None);
            }
            at += 1;
        }
        let begin = at;
        if at < limit
            && matches!(words.text_at(at), "a" | "an")
            && let Some(years) = years_old(words.text_at(at + 1))
        {
            age = age.or(Some(years));
        }
        (age, self.apposition(begin, limit))
    }

    /// The phrase between commas after a name, if it says who the person is.
    pub(super) fn apposition(&self, at: usize, limit: usize) -> Option<Range<usize>> {
        let words = self.words;
        let mut end = at;
        while end < limit && end < at + 16 {
            let word = words.at(end);
            let stop = matches!(
                word.text,
                "," | ";"
                    | "."
                    | ")"
                    | "("
                    | ":"
                    | "—"
                    | "–"
                    | "who"
                    | "whose"
                    | "whom"
                    | "that"
                    | "which"
                    | "was"
                    | "were"
                    | "is"
                    | "are"
                    | "had"
                    | "has"
                    | "said"
                    | "told"
                    | "until"
                    | "after"
                    | "when"
                    | "while"
                    | "\""
                    | "“"
                    | "”"
                    | "accused"
                    | "wanted"
                    | "charged"
                    | "killed"
                    | "arrested"
                    | "held"
                    | "nicknamed"
                    | "dubbed"
            );
            if stop || word.text == "and" && self.site_at(end + 1).is_some_and(|site| site.kind == NameKind::Person) {
                break;
            }
            end += 1;
        }
        if end == at {
            return None;
        }
        let first = words.text_at(at);
        if first == "of" && self.site_at(at + 1).is_some_and(|site| site.kind == NameKind::Organization) {
            return Some(at..end);
        }
        let opened = matches!(
            first,
            "a" | "an" | "the" | "his" | "her" | "their" | "its" | "one" | "another" | "el" | "la" | "su" | "un" | "una" | "los" | "las"
        );
        let possessive = (at + 1..end.min(at + 4)).any(|index| is_possessive(words.text_at(index)));
        let role = self.role_phrase(at, end)?;
        let fits = match first {
            "a" | "an" | "one" | "un" | "una" => true,
            _ => opened || possessive || role == at || self.modifiers_only(at, role),
        };
        fits.then_some(at..end)
    }

    /// Past ", alias X" and its kin, so that what follows can be read.
    pub(super) fn past_alias(&self, at: usize, limit: usize) -> usize {
        let next = if self.words.text_at(at) == "," { at + 1 } else { at };
        let announced = matches!(
            self.words.text_at(next),
            "alias"
                | "aka"
                | "a.k.a."
                | "a/k/a"
                | "also"
                | "better"
                | "known"
                | "nicknamed"
                | "dubbed"
                | "\""
                | "“"
                | "«"
                | "‘"
                | "("
                | "El"
                | "La"
                | "conocido"
        );
        if !announced {
            return at;
        }
        let Some(from) = self.words.text.tokens.get(next).map(|token| token.span.start) else { return at };
        let first = self.names.names.partition_point(|name| name.span.start < from);
        let Some(alias) = self.names.names[first..].first().filter(|name| name.alias) else { return at };
        let tokens = self.words.text.tokens_in(alias.span);
        if tokens.start > next + 6 {
            return at;
        }
        let mut end = tokens.end;
        while end < limit && matches!(self.words.text_at(end), "\"" | "”" | ")" | "’" | "»" | "'") {
            end += 1;
        }
        if self.words.text_at(end - 1) != "," && end < limit && self.words.text_at(end) != "," && self.words.text_at(tokens.end) == "," {
            tokens.end
        } else {
            end
        }
    }

    /// "34-year-old X".
    pub(super) fn age_before(&self, start: usize, sentence: &Range<usize>) -> Option<u32> {
        (start.saturating_sub(8).max(sentence.start)..start)
            .rev()
            .take_while(|index| self.words.at(*index).shape != Shape::Mark)
            .find_map(|index| years_old(self.words.text_at(index)))
    }
}
