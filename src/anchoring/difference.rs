//! What two quotations share and where they differ, for showing a suggestion beside what it stands for.

use dissimilar::Chunk;

/// A stretch of two texts laid over each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    Same(String),
    /// In the old text only.
    Gone(String),
    /// In the new text only.
    Put(String),
}

/// The stretches in order, character by character as they stand.
pub fn differences(old: &str, new: &str) -> Vec<Difference> {
    let told = dissimilar::diff(old, new).into_iter().map(|chunk| match chunk {
        Chunk::Equal(text) => Difference::Same(text.to_owned()),
        Chunk::Delete(text) => Difference::Gone(text.to_owned()),
        Chunk::Insert(text) => Difference::Put(text.to_owned()),
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_texts_can_be_read_off() {
        let (old, new) = ("春眠不觉晓，处处闻啼鸟", "春眠未觉晓，处处啼鸟声");
        let told = differences(old, new);
        let read = |is_old: bool| -> String {
            let pieces = told.iter().filter_map(|piece| match piece {
                Difference::Same(text) => Some(text.as_str()),
                Difference::Gone(text) => is_old.then_some(text.as_str()),
                Difference::Put(text) => (!is_old).then_some(text.as_str()),
            });
            pieces.collect()
        };
        assert_eq!((read(true).as_str(), read(false).as_str()), (old, new));
        assert!(told.contains(&Difference::Same("春眠".to_owned())));
    }
}
