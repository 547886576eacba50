//! IRIs: the check that JSON schemas leave out.

/// Whether `text` is an absolute IRI (RFC 3987, 2.2): a scheme, a colon and something behind it, and no character that an
/// IRI must encode.
pub fn is_iri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let is_excluded = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
    };
    is_scheme && !rest.is_empty() && !rest.contains(is_excluded) && percents_are_whole(rest)
}

/// Whether two hexadecimal digits follow each `%`.
fn percents_are_whole(text: &str) -> bool {
    text.split('%').skip(1).all(|rest| rest.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iris_are_told_from_other_strings() {
        for iri in [
            "urn:uuid:3f9a0001-0000-0000-0000-000000000000",
            "ni:///sha-256;llh-_X0tdUdHA9vkQ8lfyavnPmzPLyT783ZoFYpsMnA",
            "http://example.org/侯马?q=%E4%BE%AF#一",
            "acct:reader@example.org",
        ] {
            assert!(is_iri(iri), "{iri}");
        }
        for string in ["", "anno6", "not an iri", "http:", "1a:b", "http://a b", "urn:%4", "urn:%zz", "a|b:c", "x:<y>"]
        {
            assert!(!is_iri(string), "{string}");
        }
    }
}
