//! Totals with their sums, and figures, as tables.

use crate::output::sanitize::html;
use crate::record::{Record, Statistic, Total};

/// The totals that the article gives, and the events that they sum over.
pub(super) fn totals(record: &Record, number: usize) -> String {
    let rows = record.totals.iter().map(|total| {
        let since = total.since.as_deref().or(total.period.as_deref()).unwrap_or_default();
        [html(&total.kind).into_owned(), html(&total.count.text).into_owned(), html(since).into_owned(), sum(total, number)]
    });
    table("Totals", ["Kind", "Cited", "Since", "Sum of events"], rows.collect())
}

/// "e1 + e2 = 66 ✓ agrees".
fn sum(total: &Total, number: usize) -> String {
    let events: Vec<String> = total.events.iter().map(|event| format!("<a href=\"#a{number}-{0}\">{0}</a>", html(event))).collect();
    let verdict = match total.agrees {
        Some(true) => " ✓ agrees",
        Some(false) => " ✗ differs",
        None => "",
    };
    let events = events.join(" + ");
    total.sum.as_ref().map_or_else(|| events.clone(), |sum| format!("{events} = {sum}{verdict}"))
}

/// The figures that the article cites.
pub(super) fn figures(record: &Record) -> String {
    let rows = record.statistics.iter().map(|statistic| cells(statistic).map(|cell| html(&cell).into_owned()));
    table("Figures", ["Figure", "Change", "Of what", "Where", "When", "Said by"], rows.collect())
}

fn cells(statistic: &Statistic) -> [String; 6] {
    let change = serde_json::to_value(statistic.change).ok().and_then(|change| change.as_str().map(str::to_owned));
    let source = statistic.attributed_to.as_ref().map(|source| source.name.clone());
    [
        Some(statistic.quantity.text.clone()),
        change,
        statistic.measure.clone().or_else(|| statistic.quantity.of.clone()),
        statistic.place.clone(),
        statistic.period.clone(),
        source,
    ]
    .map(Option::unwrap_or_default)
}

/// A table of cells that are markup already; columns that are empty in every row are left out.
fn table<const WIDTH: usize>(title: &str, heads: [&str; WIDTH], rows: Vec<[String; WIDTH]>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let filled: Vec<usize> = (0..WIDTH).filter(|column| rows.iter().any(|row| !row[*column].is_empty())).collect();
    let line = |kind: &str, cell: &dyn Fn(usize) -> String| {
        let cells: String = filled.iter().map(|column| format!("<{kind}>{}</{kind}>", cell(*column))).collect();
        format!("<tr>{cells}</tr>")
    };
    let head = line("th", &|column| heads[column].to_owned());
    let body: String = rows.iter().map(|row| line("td", &|column| row[column].clone())).collect();
    format!("<section><h2>{title}</h2><table><thead>{head}</thead><tbody>{body}</tbody></table></section>\n")
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn columns_without_a_value_are_left_out() {
        let table = table("T", ["a", "b"], vec![["1".to_owned(), String::new()], ["2".to_owned(), String::new()]]);
        assert!(table.contains("<tr><th>a</th></tr>") && table.contains("<tr><td>2</td></tr>"), "{table}");
    }
}
