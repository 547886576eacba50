//! Notes that Zotero makes of annotations, exported as Markdown: a paragraph each, of the highlight in quotation marks, the
//! citation and a link to the file in brackets, and the comment. Templates may put the highlight into a quotation of its own
//! and the comment into a paragraph of its own.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{ImportedNote, Passage};

/// Scheme of the links that lead back into Zotero.
const SCHEME: &str = "zotero:";
/// Marks around a highlight, by the language of Zotero's interface.
const MARKS: [(char, char); 5] = [('“', '”'), ('「', '」'), ('『', '』'), ('«', '»'), ('"', '"')];

/// The annotations in order; `None` where there are none.
pub(super) fn read(text: &str) -> Option<Vec<ImportedNote>> {
    let blocks = blocks(text);
    let notes = if blocks.iter().any(|block| block.links.is_some()) {
        linked(text, &blocks)
    } else {
        blocks.iter().filter_map(|block| unlinked(text, block)).collect()
    };
    (!notes.is_empty()).then_some(notes)
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Paragraph,
    Heading,
    Quote,
}

/// A paragraph, heading or item of a list.
#[derive(Debug, Default)]
struct Block {
    kind: Kind,
    /// In the source.
    range: Range<usize>,
    /// What is read before the first link into Zotero.
    before: String,
    links: Option<Links>,
}

/// The links into Zotero that follow each other.
#[derive(Debug)]
struct Links {
    /// Where the last of them ends in the source.
    end: usize,
    /// What Zotero knows the annotation by.
    key: Option<String>,
    /// Words follow: further links are part of the comment.
    is_past: bool,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut block: Option<Block> = None;
    let (mut n_quotes, mut is_in_link) = (0_usize, false);
    for (event, range) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::BlockQuote(_)) => n_quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => n_quotes = n_quotes.saturating_sub(1),
            Event::Start(Tag::Paragraph | Tag::Item | Tag::Heading { .. }) => {
                let kind = match event {
                    Event::Start(Tag::Heading { .. }) => Kind::Heading,
                    _ if n_quotes > 0 => Kind::Quote,
                    _ => Kind::Paragraph,
                };
                blocks.extend(block.replace(Block { kind, range, ..Block::default() }));
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => blocks.extend(block.take()),
            Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with(SCHEME) => {
                is_in_link = true;
                if let Some(block) = &mut block {
                    block.link(&dest_url, range.end);
                }
            }
            Event::End(TagEnd::Link) => is_in_link = false,
            Event::Text(words) | Event::Code(words) if !is_in_link => {
                if let Some(block) = &mut block {
                    block.words(&words);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(block) = &mut block {
                    block.words("\n");
                }
            }
            _ => {}
        }
    }
    blocks.extend(block);
    blocks.retain(|block| !block.before.trim().is_empty() || block.links.is_some());
    blocks
}

impl Block {
    fn link(&mut self, target: &str, end: usize) {
        let links = self.links.get_or_insert(Links { end, key: None, is_past: false });
        if links.is_past {
            return;
        }
        links.end = end;
        let key = target.split_once("annotation=").map(|(_, rest)| rest.split('&').next().unwrap_or_default());
        links.key = links.key.take().or_else(|| key.map(str::to_owned));
    }

    fn words(&mut self, words: &str) {
        let is_between = words.chars().all(|c| c.is_whitespace() || matches!(c, '(' | ')' | ';'));
        match &mut self.links {
            None => self.before.push_str(words),
            Some(links) => links.is_past |= !is_between,
        }
    }
}

fn linked(text: &str, blocks: &[Block]) -> Vec<ImportedNote> {
    let mut notes: Vec<ImportedNote> = Vec::new();
    // A quotation that may belong to the paragraph behind it.
    let mut quotation: Option<&Block> = None;
    let mut is_below = false;
    for block in blocks {
        match &block.links {
            Some(links) => {
                let own = without_marks(block.before.trim().trim_end_matches('(').trim());
                let words = match quotation.take() {
                    Some(quotation) if own.is_empty() => without_marks(quotation.before.trim()),
                    // It was no highlight, but something written below the one above.
                    Some(quotation) => {
                        append(&mut notes, is_below, &written(text, quotation));
                        own
                    }
                    None => own,
                };
                let comment = text.get(links.end..block.range.end).unwrap_or_default().trim_start();
                notes.push(ImportedNote {
                    id: links.key.clone(),
                    passages: vec![Passage::of(words)],
                    note: comment.strip_prefix(')').unwrap_or(comment).trim().to_owned(),
                    ..ImportedNote::default()
                });
                is_below = true;
            }
            None if block.kind == Kind::Heading => {
                // What follows is below the heading, not below an annotation.
                quotation = None;
                is_below = false;
            }
            None if block.kind == Kind::Quote && quotation.is_none() => quotation = Some(block),
            None => {
                if let Some(quotation) = quotation.take() {
                    append(&mut notes, is_below, &written(text, quotation));
                }
                append(&mut notes, is_below, &written(text, block));
            }
        }
    }
    if let Some(quotation) = quotation {
        append(&mut notes, is_below, &written(text, quotation));
    }
    notes
}

/// Adds what stands in a paragraph of its own to the note above it.
fn append(notes: &mut [ImportedNote], is_below: bool, said: &str) {
    let Some(last) = notes.last_mut().filter(|_| is_below) else { return };
    if !last.note.is_empty() {
        last.note.push_str("\n\n");
    }
    last.note.push_str(said);
}

/// A paragraph as it was written; the range of one in a quotation begins behind its mark.
fn written(text: &str, block: &Block) -> String {
    let mark = if block.kind == Kind::Quote { "> " } else { "" };
    format!("{mark}{}", source(text, block))
}

fn source<'a>(text: &'a str, block: &Block) -> &'a str {
    text.get(block.range.clone()).unwrap_or_default().trim()
}

/// An annotation in a note that was exported without links: `“words” (citation) comment`.
fn unlinked(text: &str, block: &Block) -> Option<ImportedNote> {
    let (_, close) = MARKS.into_iter().find(|(open, _)| block.before.trim().starts_with(*open))?;
    let end = format!("{close} (");
    let (quote, _) = block.before.trim().split_once(&end)?;
    // The comment as it was written, with its markup.
    let (_citation, comment) = source(text, block).split_once(&end)?.1.split_once(')')?;
    Some(ImportedNote {
        passages: vec![Passage::of(quote.split_at_checked(quote.chars().next()?.len_utf8())?.1)],
        note: comment.trim().to_owned(),
        ..ImportedNote::default()
    })
}

/// `words` without the quotation marks around them; what a template puts before the first goes too.
fn without_marks(words: &str) -> &str {
    for (open, close) in MARKS {
        if let Some(inside) = words.strip_suffix(close)
            && let Some((_, quoted)) = inside.split_once(open)
        {
            return quoted;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let rows = read(text).unwrap_or_default().into_iter().map(|note| {
            let quote = note.passages.first().map(|passage| passage.quote.clone()).unwrap_or_default();
            let id = note.id.as_deref().unwrap_or("-");
            format!("{id} | {quote} | [{}]\n", note.note.replace('\n', "/"))
        });
        expected.assert_eq(&rows.collect::<String>());
    }

    #[test]
    fn the_usual_template() {
        check(
            "# 批注\n(2024/8/27 09:23:01)\n\n“春眠不觉晓” ([孟浩然, 2024, p. 4](zotero://select/library/items/IJGQ3J8A)) \
             ([pdf](zotero://open-pdf/library/items/VGHZA9HX?page=69&annotation=537H37EL)) 好 *极了*，见 \
             [此](zotero://select/library/items/X)\n\n“处处闻“啼鸟”” ([孟浩然, 2024](zotero://select/library/items/I); \
             [王维, 2023](zotero://select/library/items/W)) ([snapshot](zotero://open-pdf/groups/5/items/E?sel=h1&annotation=9492CEDD))\n\n\
             ([孟浩然, 2024](zotero://select/library/items/I)) 页上的话\n",
            expect![[r"
                537H37EL | 春眠不觉晓 | [好 *极了*，见 [此](zotero://select/library/items/X)]
                9492CEDD | 处处闻“啼鸟” | []
                - |  | [页上的话]
            "]],
        );
    }

    #[test]
    fn other_templates() {
        check(
            "## 注\n\n前言\n\n> “春眠\\*不觉晓”\n\n([孟浩然](zotero://select/library/items/I)) \
             ([pdf](zotero://open-pdf/library/items/V?page=6&annotation=A))\n\n第一段\n\n第二段\n\n> 引\n\n\
             - yellow: 「处处」 ([pdf](zotero://open-pdf/library/items/V?page=6&annotation=B))\n\n## 又\n\n无关\n",
            expect![[r"
                A | 春眠*不觉晓 | [第一段//第二段//> 引]
                B | 处处 | []
            "]],
        );
    }

    #[test]
    fn notes_without_links() {
        check(
            "# Annotations\n\n“春眠不觉晓” (孟浩然, 2024, p. 4) 好 **极了**\n\n“处处” (孟浩然)\n\n无关\n",
            expect![[r"
                - | 春眠不觉晓 | [好 **极了**]
                - | 处处 | []
            "]],
        );
        assert_eq!(read("# 题\n\n一段\n"), None);
        assert_eq!(read(""), None);
    }
}
