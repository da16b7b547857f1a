//! Timeline and map as inline SVG, drawn from the record alone: no tiles, no projection but degrees.

use crate::output::sanitize::html;
use crate::record::Record;

const WIDTH: f64 = 960.0;

/// The events that have a date, from the earliest to the latest.
pub(super) fn timeline(record: &Record, number: usize) -> String {
    let mut dated: Vec<(f64, &str, &str, &str)> = Vec::new();
    for event in &record.events {
        let edtf = event.date.as_ref().and_then(|date| date.edtf.as_deref());
        if let Some((edtf, at)) = edtf.and_then(|edtf| Some((edtf, years(edtf)?))) {
            dated.push((at, edtf, &event.id, &event.kind));
        }
    }
    if dated.len() < 2 {
        return String::new();
    }
    dated.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (first, last) = (dated[0].0, dated[dated.len() - 1].0);
    let width = (last - first).max(1.0 / 365.0);
    let row = |(index, (at, edtf, id, kind)): (usize, &(f64, &str, &str, &str))| {
        let (x, y) = (60.0 + (at - first) / width * (WIDTH - 300.0), 24.0 + 22.0 * index as f64);
        format!(
            "<line x1=\"60\" x2=\"{x:.1}\" y1=\"{y}\" y2=\"{y}\"/><a href=\"#a{number}-{id}\"><circle cx=\"{x:.1}\" cy=\"{y}\" r=\"6\"/><text x=\"{:.1}\" y=\"{}\">{} {} {}</text></a>",
            x + 12.0,
            y + 4.0,
            html(edtf),
            html(id),
            html(kind)
        )
    };
    let rows: String = dated.iter().enumerate().map(row).collect();
    let height = 30.0 + 22.0 * dated.len() as f64;
    format!(
        "<section><h2>Timeline</h2><svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"Events by date\"><line x1=\"60\" x2=\"60\" y1=\"8\" y2=\"{height}\"/>{rows}</svg></section>\n"
    )
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

/// The places that have coordinates.
pub(super) fn map(record: &Record) -> String {
    let found: Vec<(f64, f64, &str)> =
        record.places.iter().filter_map(|place| Some((place.longitude?, place.latitude?, place.name.as_str()))).collect();
    if found.is_empty() {
        return String::new();
    }
    let bounds = |values: Vec<f64>| {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        // Room around the points, and a map that is never of one street.
        let room = ((high - low) * 0.12).max(2.0);
        (low - room, high + room)
    };
    let (west, east) = bounds(found.iter().map(|place| place.0).collect());
    let (south, north) = bounds(found.iter().map(|place| place.1).collect());
    let height = (WIDTH * (north - south) / (east - west)).clamp(160.0, 560.0);
    let x = |longitude: f64| (longitude - west) / (east - west) * WIDTH;
    let y = |latitude: f64| (north - latitude) / (north - south) * height;
    let step = [1.0, 2.0, 5.0, 10.0, 20.0, 30.0].into_iter().find(|step| (east - west) / step <= 10.0).unwrap_or(45.0);
    let mut drawn = String::new();
    let lines = |low: f64, high: f64| {
        (0..400).map(move |index| (low / step).ceil() * step + step * f64::from(index)).take_while(move |value| *value <= high)
    };
    for longitude in lines(west, east) {
        let degrees = degrees(longitude, ["E", "W"]);
        drawn += &format!("<line x1=\"{0:.1}\" x2=\"{0:.1}\" y1=\"0\" y2=\"{height:.1}\"/>", x(longitude));
        drawn += &format!("<text class=\"degrees\" x=\"{:.1}\" y=\"{:.1}\">{degrees}</text>", x(longitude) + 3.0, height - 5.0);
    }
    for latitude in lines(south, north) {
        let degrees = degrees(latitude, ["N", "S"]);
        drawn += &format!("<line y1=\"{0:.1}\" y2=\"{0:.1}\" x1=\"0\" x2=\"{WIDTH}\"/>", y(latitude));
        drawn += &format!("<text class=\"degrees\" x=\"4\" y=\"{:.1}\">{degrees}</text>", y(latitude) - 4.0);
    }
    for (longitude, latitude, name) in &found {
        let (x, y) = (x(*longitude), y(*latitude));
        // Names near the right edge stand to the left of their point.
        let (at, anchor) = if x > WIDTH * 0.8 { (x - 9.0, "end") } else { (x + 9.0, "start") };
        drawn += &format!(
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\"/><text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>",
            y + 4.0,
            html(name)
        );
    }
    format!(
        "<section><h2>Places</h2><svg class=\"map\" viewBox=\"0 0 {WIDTH} {height:.0}\" role=\"img\" aria-label=\"Places by their coordinates\">{drawn}</svg></section>\n"
    )
}

/// "10° N", "0°".
fn degrees(value: f64, sides: [&str; 2]) -> String {
    let side = if value == 0.0 { "" } else { sides[usize::from(value < 0.0)] };
    format!("{:.0}° {side}", value.abs()).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn degrees_have_sides() {
        let sides = ["N", "S"];
        assert_eq!([10.0, -20.0, 0.0].map(|value| super::degrees(value, sides)), ["10° N", "20° S", "0°"]);
    }

    #[test]
    fn dates_have_an_order() {
        let order = ["2024", "2025-02-28", "2025-08", "2026-01-18/2026-01-24", "2026-03~"].map(|edtf| super::years(edtf).unwrap());
        assert!(order.is_sorted());
        assert_eq!(super::years("../2025"), Some(2025.0));
        assert!(super::years("20XX").is_none());
    }
}
