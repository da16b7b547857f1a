//! The places that have coordinates, drawn as inline SVG from the record alone: a grid of degrees, no tiles.

use crate::output::sanitize::html;
use crate::record::{Place, Record};

const WIDTH: f64 = 960.0;
/// The flattest and the highest that a map may be, as parts of its width.
const FLATTEST: f64 = 0.22;
const HIGHEST: f64 = 0.45;
/// Degrees of longitude and of latitude that a map shows at least, so that it is never of one street.
const LEAST: [f64; 2] = [10.0, 1.0];
/// Names are drawn for the first places only: a map of more is a map of points.
const NAMED: usize = 60;
/// The width of a letter of a name, and the height of a line of names, as far as one can tell without the font.
const LETTER: f64 = 7.4;
const LINE: f64 = 15.0;

/// The drawing, and in a line below it the places that have no coordinates.
pub(super) fn map(record: &Record) -> String {
    let point = |place: &'_ Place| Some((place.longitude?, place.latitude?));
    let found: Vec<(f64, f64, &str)> = record
        .places
        .iter()
        .filter_map(|place| point(place).map(|(longitude, latitude)| (longitude, latitude, place.name.as_str())))
        .collect();
    let others: Vec<String> = record.places.iter().filter(|place| point(place).is_none()).map(named).collect();
    let others =
        if others.is_empty() { String::new() } else { format!("<p class=\"note\">Without a point: {}</p>", html(&others.join(" · "))) };
    if found.is_empty() && others.is_empty() {
        return String::new();
    }
    let drawing = if found.is_empty() { String::new() } else { draw(&found) };
    format!("<section><h2>Places</h2>{drawing}{others}</section>\n")
}

/// "Mexico (MX)".
fn named(place: &Place) -> String {
    place.country.as_ref().map_or_else(|| place.name.clone(), |country| format!("{} ({country})", place.name))
}

fn draw(found: &[(f64, f64, &str)]) -> String {
    let frame = Frame::around(found);
    let height = frame.height();
    let mut drawn = frame.grid();
    let mut names = Names::default();
    for (index, (longitude, latitude, name)) in found.iter().enumerate() {
        let (x, y) = frame.point(*longitude, *latitude);
        drawn += &format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\"><title>{}</title></circle>", html(name));
        if index < NAMED {
            let (at, line, anchor) = names.place(x, y, name, height);
            drawn += &format!("<text x=\"{at:.1}\" y=\"{line:.1}\" text-anchor=\"{anchor}\">{}</text>", html(name));
        }
    }
    format!(
        "<div class=\"drawing\"><svg class=\"map\" viewBox=\"0 0 {WIDTH} {height:.0}\" role=\"img\" aria-label=\"Places by their coordinates\">{drawn}</svg></div>"
    )
}

/// The part of the world that is drawn.
struct Frame {
    west: f64,
    east: f64,
    south: f64,
    north: f64,
    /// How much shorter a degree of longitude is than one of latitude, in the middle of the map.
    shrink: f64,
}

impl Frame {
    fn around(found: &[(f64, f64, &str)]) -> Self {
        let bounds = |value: fn(&(f64, f64, &str)) -> f64, least: f64| {
            let low = found.iter().map(value).fold(f64::INFINITY, f64::min);
            let high = found.iter().map(value).fold(f64::NEG_INFINITY, f64::max);
            ((low + high) / 2.0, ((high - low) * 1.24).max(least))
        };
        let (longitude, mut wide) = bounds(|place| place.0, LEAST[0]);
        let (latitude, mut high) = bounds(|place| place.1, LEAST[1]);
        let shrink = latitude.to_radians().cos().max(0.2);
        wide = wide.max(high / HIGHEST / shrink);
        high = high.max(wide * shrink * FLATTEST);
        Self {
            west: longitude - wide / 2.0,
            east: longitude + wide / 2.0,
            south: latitude - high / 2.0,
            north: latitude + high / 2.0,
            shrink,
        }
    }

    fn height(&self) -> f64 {
        WIDTH * (self.north - self.south) / ((self.east - self.west) * self.shrink)
    }

    fn point(&self, longitude: f64, latitude: f64) -> (f64, f64) {
        let x = (longitude - self.west) / (self.east - self.west) * WIDTH;
        (x, (self.north - latitude) / (self.north - self.south) * self.height())
    }

    /// Lines of round degrees, with their names at the left and at the lower edge.
    fn grid(&self) -> String {
        let step = [1.0, 2.0, 5.0, 10.0, 20.0, 30.0].into_iter().find(|step| (self.east - self.west) / step <= 10.0).unwrap_or(45.0);
        let height = self.height();
        let lines = |low: f64, high: f64| {
            let first = (low / step).ceil() * step;
            (0..60).map(move |index| first + step * f64::from(index)).take_while(move |value| *value <= high)
        };
        let mut drawn = String::new();
        for longitude in lines(self.west, self.east) {
            let x = self.point(longitude, 0.0).0;
            // Beyond the date line degrees go on from the other side.
            let degrees = degrees((longitude + 180.0).rem_euclid(360.0) - 180.0, ["E", "W"]);
            drawn += &format!("<line x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"0\" y2=\"{height:.1}\"/>");
            if x < WIDTH - 50.0 {
                drawn += &format!("<text class=\"degrees\" x=\"{:.1}\" y=\"{:.1}\">{degrees}</text>", x + 4.0, height - 6.0);
            }
        }
        for latitude in lines(self.south.max(-90.0), self.north.min(90.0)) {
            let y = self.point(0.0, latitude).1;
            drawn += &format!("<line x1=\"0\" x2=\"{WIDTH}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>");
            if (20.0..height - 20.0).contains(&y) {
                drawn += &format!("<text class=\"degrees\" x=\"5\" y=\"{:.1}\">{}</text>", y - 4.0, degrees(latitude, ["N", "S"]));
            }
        }
        drawn
    }
}

/// "10° N", "0°".
fn degrees(value: f64, sides: [&str; 2]) -> String {
    let side = if value == 0.0 { "" } else { sides[usize::from(value < 0.0)] };
    format!("{:.0}° {side}", value.abs()).trim_end().to_owned()
}

/// Where names stand already: left end, right end, base line.
#[derive(Default)]
struct Names(Vec<(f64, f64, f64)>);

impl Names {
    /// A free place for the name of a point, beside it, above or below, on the map: where it stands, and from which end it is written.
    fn place(&mut self, x: f64, y: f64, name: &str, height: f64) -> (f64, f64, &'static str) {
        let width = LETTER * name.chars().count() as f64;
        let choices = [4.5, -9.0, 19.0, -24.0, 34.0].into_iter().flat_map(|down| [(10.0, down), (-10.0 - width, down)]);
        let spots = choices.map(|(right, down)| (x + right, x + right + width, y + down));
        let fits = |(from, to, line): &(f64, f64, f64)| {
            let apart = |other: &(f64, f64, f64)| *to < other.0 || other.1 < *from || (line - other.2).abs() >= LINE;
            *from >= 0.0 && *to <= WIDTH && *line >= LINE && *line <= height - LINE && self.0.iter().all(apart)
        };
        let (from, to, line) = spots.clone().find(fits).unwrap_or((x + 10.0, x + 10.0 + width, y + 4.5));
        self.0.push((from, to, line));
        if from < x { (to, line, "end") } else { (from, line, "start") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_have_sides() {
        let sides = ["N", "S"];
        assert_eq!([10.0, -20.0, 0.0].map(|value| degrees(value, sides)), ["10° N", "20° S", "0°"]);
    }

    #[test]
    fn a_map_is_neither_flat_nor_high() {
        for points in [vec![(-70.0, -33.0, "")], vec![(0.0, -50.0, ""), (1.0, 70.0, "")], vec![(-120.0, 40.0, ""), (140.0, 41.0, "")]] {
            let frame = Frame::around(&points);
            assert!((FLATTEST - 0.01..=HIGHEST + 0.01).contains(&(frame.height() / WIDTH)), "{points:?}");
            assert!(points.iter().all(|(longitude, latitude, _)| {
                let (x, y) = frame.point(*longitude, *latitude);
                (0.0..=WIDTH).contains(&x) && (0.0..=frame.height()).contains(&y)
            }));
        }
    }

    #[test]
    fn names_of_neighbours_stand_apart() {
        let mut names = Names::default();
        let spots: Vec<(f64, f64, &str)> = (0..4).map(|_| names.place(500.0, 200.0, "Springfield", 400.0)).collect();
        assert!((1..4).all(|index| !spots[..index].contains(&spots[index])), "{spots:?}");
        assert_eq!(names.place(950.0, 100.0, "Springfield", 400.0).2, "end");
    }
}
