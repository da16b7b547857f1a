//! Arguments that several subcommands share.

use super::guard::Bounds;
use super::{Stop, config};
use crate::article::Sites;
use crate::extractor::open_lists;
use crate::rules::{Pack, Rules};
use crate::source::{Limits, MediaType};
use crate::{Extractor, Options};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use serde::Deserialize;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Duration;

/// Which articles to read, and what to know of them.
#[derive(Clone, Debug, Args)]
pub(super) struct Inputs {
    /// Files, folders (read with all below them, sorted) or `-` for standard input; without any, standard input if it is
    /// not a terminal.
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: Reading,
}

/// How articles are read.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Reading")]
pub(super) struct Reading {
    /// What the input is, instead of telling by content.
    #[arg(long = "type", value_enum, value_name = "TYPE")]
    pub media_type: Option<TypeArgument>,
    /// The encoding, instead of what the page says or its bytes show.
    #[arg(long, value_name = "LABEL", value_parser = parse_encoding)]
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// The day of publication (YYYY-MM-DD), for text that shows none; relative dates are placed against it.
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub published: Option<NaiveDate>,
    /// The language (BCP 47), for text that does not say.
    #[arg(long, value_name = "TAG", value_parser = parse_language)]
    pub language: Option<String>,
    /// A rule pack of your own (TOML), beside those that ship; may be given again.
    #[arg(long, value_name = "PACK")]
    pub rules: Vec<PathBuf>,
    /// A site pack of your own (TOML): what the pages of a host are made of; may be given again.
    #[arg(long, value_name = "PACK")]
    pub site: Vec<PathBuf>,
    /// Refuse documents larger than this, unpacked; K, M and G are understood [default: 32M].
    #[arg(long, value_name = "SIZE", value_parser = parse_size)]
    pub max_bytes: Option<usize>,
    /// How many articles to work on at once; the output is the same whatever it is [default: as many as there are cores].
    #[arg(long, short, value_name = "N", value_parser = parse_jobs)]
    pub jobs: Option<usize>,
    /// Give an article up after this many seconds (0.5, 30); the run goes on. Without it there is no limit.
    #[arg(long, value_name = "SECONDS", value_parser = parse_seconds)]
    pub timeout: Option<Duration>,
    /// Read options from this file instead of the nearest dateline.toml.
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub config: Option<PathBuf>,
    /// Read no dateline.toml.
    #[arg(long)]
    pub isolated: bool,
}

/// The values of `--type`.
#[derive(Clone, Copy, Debug, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(super) enum TypeArgument {
    /// A saved page.
    Html,
    /// Text copied from a page, furniture and all.
    Text,
    /// Clean text: the body and nothing else.
    Body,
}

impl Inputs {
    /// The paths, or standard input where something is piped in.
    pub fn paths_or_piped(&self) -> Result<Vec<PathBuf>, Stop> {
        if !self.paths.is_empty() {
            return Ok(self.paths.clone());
        }
        if std::io::stdin().is_terminal() {
            return Err(Stop::Usage("no article: name a file or a folder, or pipe one in (dateline --help)".to_owned()));
        }
        Ok(vec![PathBuf::from("-")])
    }
}

impl From<TypeArgument> for MediaType {
    fn from(argument: TypeArgument) -> Self {
        match argument {
            TypeArgument::Html => Self::Html,
            TypeArgument::Text => Self::Text,
            TypeArgument::Body => Self::Body,
        }
    }
}

impl Reading {
    /// The same, with what the nearest configuration says where the command line says nothing.
    pub fn configured(mut self) -> Result<Self, Stop> {
        let settings = config::find(self.config.as_deref(), self.isolated)?;
        self.media_type = self.media_type.or(settings.media_type);
        self.encoding = self.encoding.or(settings.encoding);
        self.published = self.published.or(settings.published);
        self.language = self.language.or(settings.language);
        self.max_bytes = self.max_bytes.or(settings.max_bytes);
        self.jobs = self.jobs.or(settings.jobs);
        self.rules = [settings.rules, self.rules].concat();
        self.site = [settings.sites, self.site].concat();
        Ok(self)
    }

    pub fn bounds(&self) -> Bounds {
        Bounds { limits: self.limits(), jobs: self.jobs(), timeout: self.timeout }
    }

    fn limits(&self) -> Limits {
        let default = Limits::default();
        Limits {
            max_bytes: self.max_bytes.unwrap_or(default.max_bytes),
            encoding: self.encoding,
            media_type: self.media_type.map(Into::into),
        }
    }

    pub fn options(&self) -> Options {
        Options { published: self.published, language: self.language.clone() }
    }

    pub fn extractor(&self) -> Result<Extractor, Stop> {
        // While the rules are compiled; where no thread is to be had, the first article waits for its lists.
        drop(std::thread::Builder::new().spawn(open_lists));
        Ok(Extractor { rules: load_rules(Rules::for_reading(), &self.rules)?, sites: load_sites(&self.site)?, options: self.options() })
    }

    fn jobs(&self) -> usize {
        self.jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, Into::into))
    }
}

/// The site packs of these files.
fn load_sites(files: &[PathBuf]) -> Result<Sites, Stop> {
    let mut sites = Sites::default();
    for file in files {
        let source = std::fs::read_to_string(file).map_err(|error| Stop::Usage(format!("{}: cannot be read: {error}", file.display())))?;
        sites.add(&source).map_err(|error| Stop::Usage(format!("{}: {}", file.display(), config::located(&source, &error))))?;
    }
    Ok(sites)
}

/// The packs that ship, and those of these files.
pub(super) fn load_rules(shipped: Rules, files: &[PathBuf]) -> Result<Rules, Stop> {
    if files.is_empty() {
        return Ok(shipped);
    }
    let mut packs = Vec::new();
    for file in files {
        let source = std::fs::read_to_string(file).map_err(|error| Stop::Usage(format!("{}: cannot be read: {error}", file.display())))?;
        packs.push(Pack::read(&file.display().to_string(), &source).map_err(|errors| Stop::Usage(errors.to_string()))?);
    }
    shipped.with(packs).map_err(|errors| Stop::Usage(errors.to_string()))
}

pub(super) fn parse_day(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| "a day like 2026-01-20 is expected".to_owned())
}

pub(super) fn parse_encoding(text: &str) -> Result<&'static encoding_rs::Encoding, String> {
    encoding_rs::Encoding::for_label(text.as_bytes())
        .ok_or_else(|| "an encoding of the web is expected, like utf-8 or windows-1252".to_owned())
}

/// A language tag that later stages can rely on: letters, digits and hyphens, a primary subtag of two or three letters.
pub(super) fn parse_language(text: &str) -> Result<String, String> {
    let primary = text.split('-').next().unwrap_or_default();
    let fits = (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
    if fits && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        Ok(text.to_owned())
    } else {
        Err("a language tag like en or es-MX is expected".to_owned())
    }
}

pub(super) fn parse_size(text: &str) -> Result<usize, String> {
    let text = text.trim().trim_end_matches(['B', 'b']).trim_end_matches('i');
    let (digits, factor) = match text.char_indices().last() {
        Some((at, 'k' | 'K')) => (&text[..at], 1 << 10),
        Some((at, 'm' | 'M')) => (&text[..at], 1 << 20),
        Some((at, 'g' | 'G')) => (&text[..at], 1 << 30),
        _ => (text, 1),
    };
    let number: Option<usize> = digits.parse().ok().filter(|number| *number > 0);
    number.and_then(|number| number.checked_mul(factor)).ok_or_else(|| "a size like 500K, 32M or 1G is expected".to_owned())
}

fn parse_seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().filter(|seconds| *seconds > 0.0);
    let limit = seconds.and_then(|seconds: f64| Duration::try_from_secs_f64(seconds).ok());
    limit.ok_or_else(|| "a number of seconds like 0.5 or 30 is expected".to_owned())
}

fn parse_jobs(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|jobs| (1..=1024).contains(jobs)).ok_or_else(|| "a number from 1 to 1024 is expected".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        assert_eq!([parse_size("64"), parse_size("2K"), parse_size("32MiB")], [Ok(64), Ok(2048), Ok(32 << 20)]);
        assert!(["", "0", "x", "-1", "9999999999999G"].iter().all(|text| parse_size(text).is_err()));
    }

    #[test]
    fn a_time_limit_is_a_number_of_seconds() {
        assert_eq!([parse_seconds("30"), parse_seconds("0.5")], [Ok(Duration::from_secs(30)), Ok(Duration::from_millis(500))]);
        assert!(["", "0", "-1", "nan", "inf", "1m", "1e300"].iter().all(|text| parse_seconds(text).is_err()));
    }

    #[test]
    fn languages_are_tags() {
        assert!(["en", "es-MX", "zh-Hant-TW"].iter().all(|tag| parse_language(tag).is_ok()));
        assert!(["", "e", "english", "en_US", "../x", "en;"].iter().all(|tag| parse_language(tag).is_err()));
    }
}
