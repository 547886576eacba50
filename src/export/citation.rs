//! Words with where they are from, by GB/T 7714—2015: what a reader pastes into a text of their own.

use crate::document::Metadata;

/// `“…” (人民日报, 2024-08-27(19).)`: the words in quotation marks, and behind them the source with the number of the
/// paragraph. `title`: the reader's own, which goes before the document's. Where nothing is known of the source there are
/// only the words and the paragraph.
pub fn cited(words: &str, metadata: &Metadata, title: Option<&str>, paragraph: Option<u32>) -> String {
    let place = paragraph.map(|number| format!("¶{number}"));
    let source = reference(metadata, title);
    let behind: Vec<String> = [Some(source).filter(|source| !source.is_empty()), place].into_iter().flatten().collect();
    let words = format!("“{}”", inner_marks(words));
    if behind.is_empty() { words } else { format!("{words}（{}）", behind.join(" ")) }
}

/// 责任者. 题名\[文献类型标识\]. 报名, 日期(版次)\[引用日期\]. 获取路径. (GB/T 7714—2015, 4.4 and 4.6); empty where nothing is
/// known.
pub fn reference(metadata: &Metadata, title: Option<&str>) -> String {
    let title = title.or(metadata.title.as_deref());
    let mut parts = Vec::new();
    if !metadata.authors.is_empty() {
        parts.push(authors(&metadata.authors));
    }
    // 附录 B: N 报纸, OL 联机网络; Z 其他.
    let medium = if metadata.url.is_some() { "/OL" } else { "" };
    let kind = if metadata.publication.is_some() { "N" } else { "Z" };
    parts.extend(title.map(|title| format!("{title}[{kind}{medium}]")));
    let page = metadata.page.as_ref().map(|page| format!("({page})")).unwrap_or_default();
    let published = metadata.published.as_ref().map(|day| format!("{day}{page}"));
    let issue: Vec<String> = metadata.publication.clone().into_iter().chain(published).collect();
    let accessed = metadata.accessed.as_deref().and_then(|time| time.get(..10)).filter(|_| metadata.url.is_some());
    let accessed = accessed.map(|day| format!("[{day}]")).unwrap_or_default();
    if !issue.is_empty() {
        parts.push(format!("{}{accessed}", issue.join(", ")));
    }
    parts.extend(metadata.url.clone());
    if parts.is_empty() { String::new() } else { parts.join(". ") + "." }
}

/// More than three are three and 等 (GB/T 7714—2015, 8.1.2).
fn authors(names: &[String]) -> String {
    let shown = names.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > 3 { format!("{shown}, 等") } else { shown }
}

/// Quotation marks inside others are single ones (GB/T 15834—2011, 4.8.3.2).
fn inner_marks(words: &str) -> String {
    words
        .chars()
        .map(|c| {
            if c == '“' {
                '‘'
            } else if c == '”' {
                '’'
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_newspaper_name_day_and_page() {
        let metadata = Metadata {
            publication: Some("人民日报".to_owned()),
            published: Some("2024-08-27".to_owned()),
            page: Some("19".to_owned()),
            accessed: Some("2024-11-16T09:23:01".to_owned()),
            ..Metadata::default()
        };
        assert_eq!(cited("坚持“请进来”", &metadata, None, Some(4)), "“坚持‘请进来’”（人民日报, 2024-08-27(19). ¶4）");
        assert_eq!(reference(&metadata, Some("提升能力")), "提升能力[N]. 人民日报, 2024-08-27(19).");
    }

    #[test]
    fn a_page_on_line_names_its_address_and_when_it_was_read() {
        let metadata = Metadata {
            title: Some("题".to_owned()),
            authors: ["甲", "乙", "丙", "丁"].map(str::to_owned).to_vec(),
            publication: Some("报".to_owned()),
            published: Some("2024-08-27".to_owned()),
            accessed: Some("2024-11-16T09:23:01".to_owned()),
            url: Some("https://a.example/".to_owned()),
            ..Metadata::default()
        };
        let expected = "甲, 乙, 丙, 等. 题[N/OL]. 报, 2024-08-27[2024-11-16]. https://a.example/.";
        assert_eq!(reference(&metadata, None), expected);
    }

    #[test]
    fn without_a_source_the_words_stand_alone() {
        assert_eq!(cited("春眠", &Metadata::default(), None, None), "“春眠”");
        assert_eq!(cited("春眠", &Metadata::default(), None, Some(1)), "“春眠”（¶1）");
    }
}
