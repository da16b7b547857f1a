//! A sorted list of lines that is searched in place.

/// The line that begins with `key`, whole or up to a tab, of a list whose lines are sorted by their bytes; comments stand first.
pub fn find<'a>(list: &'a str, key: &str) -> Option<&'a str> {
    let bytes = list.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = (low + high) / 2;
        let start = bytes[low..middle].iter().rposition(|byte| *byte == b'\n').map_or(low, |at| low + at + 1);
        let end = bytes[middle..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| middle + at);
        let line = list.get(start..end)?;
        let head = line.split('\t').next().unwrap_or(line);
        if line.starts_with('#') || head < key {
            low = end + 1;
        } else if head == key && begins_block(list, start, key) {
            return list.get(start..);
        } else {
            high = start;
        }
    }
    None
}

/// Whether the line before `start` has another key.
fn begins_block(list: &str, start: usize, key: &str) -> bool {
    let before = list.get(..start.saturating_sub(1)).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("");
    line.split('\t').next() != Some(key)
}

/// The lines of one key.
pub fn rows<'a, 'k>(list: &'a str, key: &'k str) -> impl Iterator<Item = &'a str> + use<'a, 'k> {
    let from = find(list, key).unwrap_or("");
    from.lines().take_while(move |line| line.split('\t').next() == Some(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_row_and_nothing_else() {
        let list = "# head\n# more\nbe\nbent\ta\nbent\tb\nbents\nzoo\tz\n";
        assert_eq!(rows(list, "bent").collect::<Vec<_>>(), ["bent\ta", "bent\tb"]);
        for (key, count) in [("be", 1), ("bents", 1), ("zoo", 1), ("a", 0), ("zz", 0), ("ben", 0), ("", 0)] {
            assert_eq!(rows(list, key).count(), count, "{key}");
        }
        assert_eq!(rows("", "x").count(), 0);
    }
}
