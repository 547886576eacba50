//! A table of phrases, compiled in compressed and unpacked where it is first needed: the longest that begins a text.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

/// Phrases with what is said of each, sorted; unpacked once and kept as long as the program runs.
pub struct Phrases {
    entries: Vec<(&'static str, &'static str)>,
    /// Bytes of the longest phrase.
    longest: usize,
}

impl Phrases {
    /// Unpacks lines `phrase⇥value`, sorted by bytes, a line without a tab having no value. A damaged table is empty.
    pub fn unpack(packed: &[u8]) -> Self {
        let mut text = String::new();
        if ZlibDecoder::new(packed).read_to_string(&mut text).is_err() {
            text.clear();
        }
        let text: &'static str = text.leak();
        let entries: Vec<_> = text.lines().map(|line| line.split_once('\t').unwrap_or((line, ""))).collect();
        let longest = entries.iter().map(|(phrase, _)| phrase.len()).max().unwrap_or_default();
        Self { entries, longest }
    }

    /// The longest phrase that `text` begins with, and its value.
    pub fn longest(&self, text: &str) -> Option<(&'static str, &'static str)> {
        let mut window = text.get(..text.floor_char_boundary(self.longest))?;
        while !window.is_empty() {
            // Whatever begins the window sorts before it, and so does all that lies between the two; each step either
            // finds it or leaves of the window only what it shares with the nearest entry.
            let after = self.entries.partition_point(|(phrase, _)| *phrase <= window);
            let &(phrase, value) = self.entries.get(after.checked_sub(1)?)?;
            if window.starts_with(phrase) {
                return Some((phrase, value));
            }
            let n_shared = window.bytes().zip(phrase.bytes()).take_while(|(a, b)| a == b).count();
            window = window.get(..window.floor_char_boundary(n_shared))?;
        }
        None
    }

    /// The value of exactly `phrase`.
    pub fn get(&self, phrase: &str) -> Option<&'static str> {
        let at = self.entries.binary_search_by_key(&phrase, |&(phrase, _)| phrase).ok()?;
        self.entries.get(at).map(|&(_, value)| value)
    }

    /// All phrases with their values, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &'static str)> + '_ {
        self.entries.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write as _;

    fn table(lines: &[&str]) -> Phrases {
        let mut lines = lines.to_vec();
        lines.sort_unstable();
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
        packed.write_all(lines.join("\n").as_bytes()).unwrap();
        Phrases::unpack(&packed.finish().unwrap())
    }

    #[test]
    fn the_longest_phrase_wins_and_near_ones_do_not() {
        let table = table(&["春\t1", "春眠\t2", "春眠不觉晓\t5", "春眠者", "晓"]);
        assert_eq!(table.longest("春眠不觉晓，处处"), Some(("春眠不觉晓", "5")));
        assert_eq!(table.longest("春眠不觉明"), Some(("春眠", "2")));
        assert_eq!(table.longest("春天"), Some(("春", "1")));
        assert_eq!(table.longest("春"), Some(("春", "1")));
        assert_eq!(table.longest("春眠者也"), Some(("春眠者", "")));
        assert_eq!(table.longest("夏"), None);
        assert_eq!(table.longest(""), None);
        assert_eq!(table.get("春眠"), Some("2"));
        assert_eq!(table.get("春眠不"), None);
    }

    #[test]
    fn a_damaged_table_has_nothing() {
        assert_eq!(Phrases::unpack(b"no table").longest("春"), None);
    }
}
