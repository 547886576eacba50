//! Part-of-speech tags, as LAC names them.

/// Part of speech. The names in JSON are LAC's: lower-case tags for words, PER LOC ORG TIME for names.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "lowercase")]
#[repr(u8)]
pub enum Pos {
    /// Common noun.
    #[default]
    N,
    /// Noun of direction: 上, 里.
    F,
    /// Noun of place.
    S,
    /// Proper noun other than names: Nz, and LAC's nw for works.
    Nz,
    Nw,
    /// Verb, verb as adverb, verb as noun.
    V,
    Vd,
    Vn,
    /// Adjective, adjective as adverb, adjective as noun.
    A,
    Ad,
    An,
    /// Adverb.
    D,
    /// Numeral with or without measure.
    M,
    /// Measure word.
    Q,
    /// Pronoun.
    R,
    /// Preposition.
    P,
    /// Conjunction.
    C,
    /// Particle.
    U,
    /// Other function word.
    Xc,
    /// Mark.
    W,
    #[strum(serialize = "PER")]
    Per,
    #[strum(serialize = "LOC")]
    Loc,
    #[strum(serialize = "ORG")]
    Org,
    #[strum(serialize = "TIME")]
    Time,
}

impl Pos {
    pub fn name(self) -> &'static str {
        self.into()
    }
}
