//! The groups that people are said to belong to: in the phrase that counts them ("members of the Jalisco Cartel"), and those that
//! the text gives to each by name ("X, a leader of Los Cuinis").

use super::Analysis;
use super::draft::{Draft, Party};
use crate::mention::NameKind;
use crate::rules::Filler;
use crate::text::{Span, Tag};

/// How many words behind the phrase its "of" may still name a group.
const REACH: usize = 8;

/// Organizations inside the people phrase: "members of the Jalisco Cartel", "Sinaloa Cartel operatives".
pub fn fill(analysis: Analysis, filler: &Filler, draft: &mut Draft) {
    let names = &analysis.mentions.names;
    let span = Span::new(filler.span.start, behind(analysis, filler).unwrap_or(filler.span.end).max(filler.span.end));
    for name in names.within(span) {
        if name.kind == NameKind::Organization && is_group(&names.organizations[name.entity].kind) {
            add(analysis, draft, name.entity, name.span);
        }
    }
}

/// Where the name ends that an "of" right behind the phrase leads to: "238 members [of the faction X]".
fn behind(analysis: Analysis, filler: &Filler) -> Option<usize> {
    let text = analysis.text;
    let of = filler.tokens.end;
    let sentence = &text.sentences[text.sentence_at(filler.span.start)?];
    if of + 1 >= sentence.tokens.end || text.lower(of) != "of" {
        return None;
    }
    let inside = |token: &usize| matches!(text.tokens[*token].tag, Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::X);
    let end = (of + 1..sentence.tokens.end.min(of + REACH)).take_while(inside).last()?;
    let name = analysis.mentions.names.at(text.tokens[end].span.start)?;
    Some(name.span.end)
}

/// Gives each event the groups of its people.
pub fn attach(analysis: Analysis, events: &mut [Draft]) {
    let names = &analysis.mentions.names;
    for event in events.iter_mut().filter(|event| &*event.kind != "killing" && &*event.kind != "seizure") {
        let groups = event
            .people
            .iter()
            .flat_map(|participant| names.people[participant.person].groups.iter().map(|group| (*group, participant.span)));
        for (group, span) in groups.collect::<Vec<_>>() {
            if is_group(&names.organizations[group].kind) {
                add(analysis, event, group, span);
            }
        }
    }
}

/// Bodies that people are said to belong to when they are handed over or arrested; agencies and courts only act.
pub fn is_group(kind: &str) -> bool {
    !matches!(
        kind,
        "agency"
            | "court"
            | "company"
            | "ministry"
            | "media"
            | "university"
            | "international"
            | "government"
            | "ngo"
            | "police"
            | "military"
    )
}

fn add(analysis: Analysis, draft: &mut Draft, organization: usize, span: Span) {
    let entity = Some((NameKind::Organization, organization));
    if !draft.groups.iter().any(|group| group.entity == entity) {
        let name = analysis.mentions.names.organizations[organization].name.clone();
        draft.groups.push(Party { name, span, entity });
    }
}
