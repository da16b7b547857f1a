//! Everything found, put into the contract's types, in the contract's order.

use super::*;
use crate::article;
use crate::event::Findings;
use crate::mention::{Mentions, NameKind, PlaceKind};
use crate::source::{Decoded, MediaType, Notice};
use crate::text::Offsets;

/// The record of one article.
pub fn assemble(input: &Decoded, article: &article::Article, mentions: &Mentions, findings: Findings) -> Record {
    let offsets = Offsets::new(&article.text);
    Record {
        format: FORMAT,
        id: None,
        source: Source {
            path: None,
            media_type: match input.media_type {
                MediaType::Html => "text/html".to_owned(),
                MediaType::Text | MediaType::Body => "text/plain".to_owned(),
            },
            encoding: input.encoding.to_owned(),
            bytes: input.bytes,
            sha256: input.sha256.clone(),
        },
        events: findings.events,
        totals: findings.totals,
        statistics: findings.statistics,
        people: people(&article.text, mentions, &offsets),
        organizations: organizations(&article.text, mentions, &offsets),
        places: places(&article.text, mentions, &offsets),
        warnings: input.notices.iter().map(warning).chain(too_deep(article)).chain(findings.warnings).collect(),
        article: article_of(article),
    }
}

/// What was wrong with the bytes, before what was doubtful in the text.
fn warning(notice: &Notice) -> Warning {
    Warning { code: notice.code.to_owned(), message: notice.message.clone(), span: None }
}

/// Where the page's nesting was cut.
fn too_deep(article: &article::Article) -> Option<Warning> {
    let message = format!("{} elements stood too deep and were read as if they were not there; their text is kept", article.too_deep);
    (article.too_deep > 0).then(|| Warning { code: "too_deep".to_owned(), message, span: None })
}

fn article_of(article: &article::Article) -> Article {
    let article = article.clone();
    Article {
        url: article.url,
        site: article.site,
        title: article.title,
        description: article.description,
        authors: article.authors,
        published: article.published,
        modified: article.modified,
        language: article.language,
        section: article.section,
        dateline: article.dateline.map(|dateline| Dateline { place: dateline.place, text: dateline.text }),
        text: article.text,
        captions: article.captions,
        embeds: article.embeds.into_iter().map(|embed| Embed { kind: embed.kind.to_owned(), text: embed.text }).collect(),
        removed: article.removed,
    }
}

/// The namings of each entity of one kind, in order of the text.
fn namings(text: &str, mentions: &Mentions, offsets: &Offsets, kind: NameKind, entities: usize) -> Vec<Vec<Naming>> {
    let mut namings = vec![Vec::new(); entities];
    for name in mentions.names.names.iter().filter(|name| name.kind == kind && !name.definite) {
        if let Some(namings) = namings.get_mut(name.entity) {
            namings.push(Naming { text: name.span.of(text).to_owned(), span: offsets.span(name.span), alias: name.alias });
        }
    }
    namings
}

fn people(text: &str, mentions: &Mentions, offsets: &Offsets) -> Vec<Person> {
    let names = &mentions.names;
    let person = |(person, mentions): (&crate::mention::Person, Vec<Naming>)| Person {
        name: person.name.clone(),
        aliases: person.aliases.clone(),
        role: person.role.map(|span| span.of(text).to_owned()),
        groups: person.groups.iter().map(|group| names.organizations[*group].name.clone()).collect(),
        age: person.age,
        nationality: person.nationality.as_deref().map(str::to_owned),
        mentions,
    };
    let namings = namings(text, mentions, offsets, NameKind::Person, names.people.len());
    names.people.iter().zip(namings).map(person).collect()
}

fn organizations(text: &str, mentions: &Mentions, offsets: &Offsets) -> Vec<Organization> {
    let organization = |(organization, mentions): (&crate::mention::Organization, Vec<Naming>)| Organization {
        name: organization.name.clone(),
        kind: (!organization.kind.is_empty()).then(|| organization.kind.to_string()),
        acronym: organization.acronym.clone(),
        country: organization.country.as_deref().map(str::to_owned),
        mentions,
    };
    let organizations = &mentions.names.organizations;
    let namings = namings(text, mentions, offsets, NameKind::Organization, organizations.len());
    organizations.iter().zip(namings).map(organization).collect()
}

fn places(text: &str, mentions: &Mentions, offsets: &Offsets) -> Vec<Place> {
    let place = |(place, mentions): (&crate::mention::Place, Vec<Naming>)| Place {
        name: place.name.clone(),
        kind: match place.kind {
            PlaceKind::Country => "country",
            PlaceKind::Subdivision => "subdivision",
            PlaceKind::City => "city",
            PlaceKind::Other => "other",
        }
        .to_owned(),
        country: place.country.as_deref().map(str::to_owned),
        subdivision: place.subdivision.as_deref().map(str::to_owned),
        latitude: place.latitude,
        longitude: place.longitude,
        mentions,
    };
    let places = &mentions.names.places;
    let namings = namings(text, mentions, offsets, NameKind::Place, places.len());
    places.iter().zip(namings).map(place).collect()
}
