//! The worker: a line in, exactly one line out, in order. A line that cannot be read comes back as
//! `{"id", "error": {"code", "message"}}`; nothing but the end of the input ends the stream.

use super::batch::Failure;
use super::guard::{self, Bounds};
use super::ordered::ordered;
use super::{Outcome, Stop};
use crate::Options;
use crate::output::json;
use crate::source::ndjson::{self, Line};
use crate::source::{Decoded, SourceError};
use serde::Serialize;
use serde_json::Value;
use std::io::{BufWriter, Write, stdin, stdout};
use std::sync::Arc;

/// Answers every line of standard input with what `work` makes of it.
pub(super) fn run(
    bounds: Bounds,
    defaults: Options,
    work: impl Fn(&Decoded, &Options, Value) -> String + Send + Sync + 'static,
) -> Result<Outcome, Stop> {
    guard::quiet_panics();
    let Bounds { limits, jobs, .. } = bounds;
    let work = Arc::new(work);
    // JSON may need six bytes for one of text, and base64 four for three.
    let longest = limits.max_bytes.saturating_mul(6);
    let lines = std::iter::from_fn(move || ndjson::next_line(&mut stdin().lock(), longest).transpose());
    let mut out = BufWriter::new(stdout().lock());
    let answer = move |line: std::io::Result<Vec<u8>>, give: &mut dyn FnMut(Result<String, String>) -> bool| {
        give(match line {
            Ok(line) if line.len() > longest => Ok(error_line(Value::Null, &SourceError::TooLarge(longest).into())),
            Ok(line) => Ok(one(&line, bounds, &defaults, &work)),
            Err(error) => Err(format!("standard input: {error}")),
        });
    };
    ordered(lines, jobs, answer, |line| {
        let line = line.map_err(Stop::Failed)?;
        out.write_all(line.as_bytes())?;
        out.write_all(b"\n")?;
        // Whoever feeds the stream may wait for this answer before the next question.
        out.flush().map_err(Stop::from)
    })?;
    Ok(Outcome::Good)
}

fn one<W>(line: &[u8], bounds: Bounds, defaults: &Options, work: &Arc<W>) -> String
where
    W: Fn(&Decoded, &Options, Value) -> String + Send + Sync + 'static,
{
    let Line { id, input, published, language } = ndjson::parse(line, &bounds.limits);
    let (work, defaults, of) = (Arc::clone(work), defaults.clone(), id.clone());
    let answer = guard::within(bounds.timeout, move || {
        let options = Options {
            published: match published {
                Some(day) => Some(day_of(&day).ok_or_else(|| SourceError::Line(format!("`published` is no date: {day}")))?),
                None => defaults.published,
            },
            language: language.or(defaults.language),
        };
        Ok(work(&input?, &options, of))
    });
    answer.unwrap_or_else(|failure| error_line(id, &failure))
}

/// The day of a date or of a time in RFC 3339.
fn day_of(text: &str) -> Option<chrono::NaiveDate> {
    text.get(..10)?.parse().ok()
}

/// The answer to a line that gives no record.
#[derive(Serialize)]
struct ErrorLine<'a> {
    id: Value,
    error: Fault<'a>,
}

#[derive(Serialize)]
struct Fault<'a> {
    code: &'a str,
    message: &'a str,
}

fn error_line(id: Value, failure: &Failure) -> String {
    json::line(&ErrorLine { id, error: Fault { code: failure.code, message: &failure.message } })
}
