//! What the program knows about names before it reads a word: given names, surnames, places and their kin, compiled by
//! the build script from the text files under `lexicons/` into tables that are read in place.

mod fold;
mod names;
mod phrases;
mod places;
mod table;

pub use fold::{fold_character, name_key, name_key_into, phrase_bytes, phrase_key};
pub use names::{NameUse, given_name, is_given_name, is_surname, surname};
pub use phrases::{
    Cue, Nationality, NationalityNumber, OrganizationEntry, Phrases, Title, begins_organization, longest_organization, organization_named,
    phrases,
};
pub use places::{Level, PlaceEntry, Postings, begins_place, begins_region, is_place, longest_place, longest_region, place, places};
