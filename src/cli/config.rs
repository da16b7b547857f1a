//! `dateline.toml`: the options that are the same on every run of a project.
//!
//! The file is looked for in the working folder and upwards; `--config` names another and `--isolated` looks for none.
//! What the command line says goes before it. A key that is not known is an error, so that a slip of the pen is not a
//! setting that silently does nothing.

use super::Stop;
use super::arguments::{TypeArgument, parse_day, parse_encoding, parse_language, parse_size};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The file's name.
pub(super) const FILE: &str = "dateline.toml";

/// What the file can say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Config {
    #[serde(rename = "type")]
    pub media_type: Option<TypeArgument>,
    encoding: Option<String>,
    published: Option<toml::Value>,
    language: Option<String>,
    /// Rule packs, relative to the file.
    #[serde(default)]
    pub rules: Vec<PathBuf>,
    /// Site packs, relative to the file.
    #[serde(default)]
    pub sites: Vec<PathBuf>,
    max_bytes: Option<toml::Value>,
    pub jobs: Option<usize>,
}

/// The values of a file, checked.
#[derive(Clone, Debug, Default)]
pub(super) struct Settings {
    pub media_type: Option<TypeArgument>,
    pub encoding: Option<&'static encoding_rs::Encoding>,
    pub published: Option<chrono::NaiveDate>,
    pub language: Option<String>,
    pub rules: Vec<PathBuf>,
    pub sites: Vec<PathBuf>,
    pub max_bytes: Option<usize>,
    pub jobs: Option<usize>,
}

/// The settings of the nearest file, of the one that is named, or none.
pub(super) fn find(named: Option<&Path>, isolated: bool) -> Result<Settings, Stop> {
    if let Some(path) = named {
        return read(path);
    }
    if isolated {
        return Ok(Settings::default());
    }
    let Ok(folder) = std::env::current_dir() else { return Ok(Settings::default()) };
    let nearest = folder.ancestors().map(|folder| folder.join(FILE)).find(|path| path.is_file());
    nearest.map_or_else(|| Ok(Settings::default()), |path| read(&path))
}

/// The settings of one file.
pub(super) fn read(path: &Path) -> Result<Settings, Stop> {
    let wrong = |message: String| Stop::Usage(format!("{}: {}", path.display(), message.trim_end()));
    let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    let config: Config = toml::from_str(&text).map_err(|error| wrong(located(&text, &error)))?;
    let scalar = |value: toml::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let folder = path.parent().unwrap_or(Path::new(""));
    Ok(Settings {
        media_type: config.media_type,
        encoding: config.encoding.map(|label| parse_encoding(&label)).transpose().map_err(|error| wrong(format!("encoding: {error}")))?,
        published: config.published.map(|day| parse_day(&scalar(day))).transpose().map_err(|error| wrong(format!("published: {error}")))?,
        language: config.language.map(|tag| parse_language(&tag)).transpose().map_err(|error| wrong(format!("language: {error}")))?,
        rules: config.rules.iter().map(|pack| folder.join(pack)).collect(),
        sites: config.sites.iter().map(|pack| folder.join(pack)).collect(),
        max_bytes: config
            .max_bytes
            .map(|size| parse_size(&scalar(size)))
            .transpose()
            .map_err(|error| wrong(format!("max-bytes: {error}")))?,
        jobs: config.jobs.filter(|jobs| *jobs > 0),
    })
}

/// An error of the parser in one line, with its place in the file.
pub(super) fn located(text: &str, error: &toml::de::Error) -> String {
    let message = error.message().replace('\n', " ");
    let Some(span) = error.span() else { return message };
    let before = text.get(..span.start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    format!("line {line}, column {column}: {message}")
}
