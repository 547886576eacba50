//! HTML in Markdown as text and tags. Enough of HTML to take tags away from text: nothing is nested or checked.

use pulldown_cmark::{Event, Parser};

/// Elements whose content is nothing to read, and the reading over a character, which would stand behind it.
const UNREAD: [&str; 14] = [
    "script", "style", "template", "title", "noscript", "svg", "iframe", "object", "video", "audio", "canvas", "rt",
    "rp", "rtc",
];
/// Elements in which `<` begins no tag.
const RAW: [&str; 2] = ["script", "style"];
/// Elements set apart from what stands before and behind them.
const BLOCKS: &str = "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure \
    footer form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol p pre section summary table tbody tfoot thead tr ul";
/// Longest entity: `&CounterClockwiseContourIntegral;`.
const MAX_ENTITY_BYTES: usize = 33;

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text with its entities decoded.
    Text(String),
    /// Name of the element in lower case, and its attributes as written.
    Open {
        name: String,
        attributes: String,
    },
    Close(String),
}

/// The pieces of `html` in order, comments and declarations left out. Linear.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        if let Some(comment) = from.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
        } else if from.starts_with("<!") || from.starts_with("<?") {
            rest = from.split_once('>').map_or("", |(_, behind)| behind);
        } else if let Some((tag, behind)) = tag(from) {
            push_text(&mut pieces, &mut text);
            rest = match &tag {
                Piece::Open { name, .. } if RAW.contains(&name.as_str()) => end_of_raw(behind, name),
                _ => behind,
            };
            pieces.push(tag);
        } else {
            text.push('<');
            rest = from.get(1..).unwrap_or_default();
        }
    }
    text.push_str(rest);
    push_text(&mut pieces, &mut text);
    pieces
}

/// Whether the content of this element is left out.
pub(super) fn is_unread(name: &str) -> bool {
    UNREAD.contains(&name)
}

/// Whether what is left out with the element is more than the reading of a character.
pub(super) fn is_loss(name: &str) -> bool {
    is_unread(name) && !is_reading(name)
}

/// Whether the element gives the reading of a character, as in `<ruby>汉<rt>hàn</rt></ruby>`.
pub(super) fn is_reading(name: &str) -> bool {
    matches!(name, "rt" | "rp" | "rtc")
}

/// Whether the element begins and ends lines.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.split(' ').any(|block| block == name)
}

/// 1 to 6 for `h1` to `h6`.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    name.strip_prefix('h')?.parse().ok().filter(|level| (1..=6).contains(level))
}

/// The value of an attribute, in quotes, in `attributes`.
pub(super) fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut parts = attributes.split(['"', '\'']);
    while let (Some(before), Some(value)) = (parts.next(), parts.next()) {
        let key = before.trim_end().strip_suffix('=').map(str::trim_end).unwrap_or_default();
        if key.rsplit(char::is_whitespace).next().is_some_and(|key| key.eq_ignore_ascii_case(name)) {
            return Some(decoded(value));
        }
    }
    None
}

fn push_text(pieces: &mut Vec<Piece>, text: &mut String) {
    if !text.is_empty() {
        pieces.push(Piece::Text(decoded(text)));
        text.clear();
    }
}

/// The tag at the start of `from`, and what follows it; a tag that is not closed goes to the end.
fn tag(from: &str) -> Option<(Piece, &str)> {
    let inner = from.strip_prefix('<')?;
    let (is_close, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut quote = None;
    let end = inner.char_indices().find(|&(_, c)| {
        if let Some(mark) = quote {
            quote = (c != mark).then_some(mark);
            return false;
        }
        quote = matches!(c, '"' | '\'').then_some(c);
        c == '>'
    });
    let (inner, behind) = end.and_then(|(at, _)| inner.split_at_checked(at)).unwrap_or((inner, ""));
    let behind = behind.strip_prefix('>').unwrap_or(behind);
    let n_bytes = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(inner.len());
    let (name, attributes) = inner.split_at_checked(n_bytes)?;
    let name = name.to_ascii_lowercase();
    let tag = if is_close { Piece::Close(name) } else { Piece::Open { name, attributes: attributes.to_owned() } };
    Some((tag, behind))
}

/// What follows the content of a raw element, from its end tag on.
fn end_of_raw<'a>(text: &'a str, name: &str) -> &'a str {
    let is_end = |at: usize| {
        let after = text.get(at + 2..at + 2 + name.len());
        after.is_some_and(|after| after.eq_ignore_ascii_case(name))
    };
    let end = text.match_indices("</").map(|(at, _)| at).find(|&at| is_end(at));
    end.and_then(|at| text.get(at..)).unwrap_or_default()
}

/// `text` with its entities decoded; what is none stays.
fn decoded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let end = from.bytes().take(MAX_ENTITY_BYTES).position(|byte| byte == b';').map_or(1, |at| at + 1);
        let (entity, behind) = from.split_at_checked(end).unwrap_or((from, ""));
        plain.push_str(&character(entity).unwrap_or_else(|| entity.to_owned()));
        rest = behind;
    }
    plain.push_str(rest);
    plain
}

/// What an entity stands for: Markdown has the same ones, so that its parser knows them.
fn character(entity: &str) -> Option<String> {
    let is_entity = entity.len() > 2
        && entity.get(1..entity.len() - 1)?.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#');
    is_entity.then(|| {
        let words = Parser::new(entity).filter_map(|event| match event {
            Event::Text(words) => Some(words.into_string()),
            _ => None,
        });
        words.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let found = pieces(html).into_iter().map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Open { name, .. } => format!("[{name}]"),
            Piece::Close(name) => format!("[/{name}]"),
        });
        assert_eq!(found.collect::<String>(), expected);
    }

    #[test]
    fn tags_are_told_from_text() {
        check("<P class=\"a>b\">甲</p>", "[p]甲[/p]");
        check("甲<!-- 注 -->乙<!DOCTYPE html>丙", "甲乙丙");
        check("1 < 2 <3", "1 < 2 <3");
        check("<script>if (a < b) { '<p>' }</SCRIPT>甲", "[script][/script]甲");
        check("<div", "[div]");
    }

    #[test]
    fn entities_are_decoded() {
        check("&ldquo;甲&rdquo;&amp;&#20057;&#x4E19;&hellip;", "“甲”&乙丙…");
        check("A&B &没有; &nosuch;", "A&B &没有; &nosuch;");
        check("&amp;lt;", "&lt;");
    }

    #[test]
    fn attributes_have_values() {
        assert_eq!(attribute(" src='a.png' alt=\"图 &amp; 表\"", "alt").as_deref(), Some("图 & 表"));
        assert_eq!(attribute(" data-alt='甲'", "alt"), None);
    }
}
