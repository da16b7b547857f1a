//! The events that have a date, drawn as inline SVG from the earliest to the latest.

use crate::output::sanitize::html;
use crate::record::{Event, Record, Status};

const WIDTH: f64 = 960.0;
/// Where time begins, and the room that is left for words behind the last point.
const LEFT: f64 = 24.0;
const RIGHT: f64 = 280.0;
const ROW: f64 = 24.0;

/// The drawing; nothing for fewer than two dates, which have no order to show.
pub(super) fn timeline(record: &Record, number: usize) -> String {
    let dated = |event| date_of(event).and_then(|edtf| Some((years(edtf)?, edtf, event)));
    let mut dated: Vec<(f64, &str, &Event)> = record.events.iter().filter_map(dated).collect();
    if dated.len() < 2 {
        return String::new();
    }
    dated.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (first, last) = (dated[0].0, dated[dated.len() - 1].0);
    let width = (last - first).max(1.0 / 365.0);
    let row = |(index, (at, edtf, event)): (usize, &(f64, &str, &Event))| {
        let (x, y) = (LEFT + (at - first) / width * (WIDTH - LEFT - RIGHT), ROW * (index as f64 + 0.8));
        let class = if event.status == Status::Occurred { "" } else { " class=\"open\"" };
        format!(
            "<line x1=\"{LEFT}\" x2=\"{x:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/><a href=\"#a{number}-{id}\"><circle{class} cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"6\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\">{} · {id} {}</text></a>",
            x + 12.0,
            y + 4.5,
            html(edtf),
            html(&event.kind),
            id = html(&event.id),
        )
    };
    let rows: String = dated.iter().enumerate().map(row).collect();
    let height = ROW * (dated.len() as f64 + 0.6);
    format!(
        "<section><h2>Timeline</h2><div class=\"drawing\"><svg viewBox=\"0 0 {WIDTH} {height:.0}\" role=\"group\" aria-label=\"Events by date\">\
         <line x1=\"{LEFT}\" x2=\"{LEFT}\" y1=\"8\" y2=\"{:.0}\"/>{rows}</svg></div></section>\n",
        height - 8.0
    )
}

fn date_of(event: &Event) -> Option<&str> {
    event.date.as_ref().and_then(|date| date.edtf.as_deref())
}

/// A date's first year, month and day as a number of years.
fn years(edtf: &str) -> Option<f64> {
    let start = edtf.split('/').find(|part| part.starts_with(|character: char| character.is_ascii_digit()))?;
    let mut parts = start.split('-').map(|part| part.trim_end_matches(['~', '?', '%']).parse::<f64>().ok());
    let year = parts.next()??;
    let month = parts.next().flatten().filter(|month| (1.0..=12.0).contains(month)).unwrap_or(1.0);
    let day = parts.next().flatten().unwrap_or(1.0);
    Some(year + (month - 1.0) / 12.0 + (day - 1.0) / 366.0)
}

#[cfg(test)]
mod tests {
    use super::years;

    #[test]
    fn dates_have_an_order() {
        let order = ["2024", "2025-02-28", "2025-08", "2026-01-18/2026-01-24", "2026-03~"].map(|edtf| years(edtf).unwrap());
        assert!(order.is_sorted());
        assert_eq!(years("../2025"), Some(2025.0));
        assert!(years("20XX").is_none());
    }
}
