//! A group of the list as a table for a spreadsheet. Offsets are in code points.

use super::facts::mentions_of;
use super::group::Group;
use crate::analysis::{Analysis, Entity};
use crate::document::Document;
use crate::text::TextRange;
use crate::ui::context::ViewContext;
use crate::ui::corrections::ignored;
use crate::ui::panels::right::tsv::Tsv;

/// All of the group, filtered or not, in the order of the text.
pub(super) fn tsv(ctx: &ViewContext<'_>, document: &Document, analysis: &Analysis, group: Group) -> String {
    match group {
        Group::TimeAndAmount => expressions(ctx, document, analysis),
        Group::Quotations => quotations(ctx, document, analysis),
        Group::Ignored => ignored_surfaces(ctx, document),
        Group::Person | Group::Place | Group::Organisation | Group::Work | Group::Term | Group::Title => {
            entities(document, analysis, group)
        }
    }
}

fn entities(document: &Document, analysis: &Analysis, group: Group) -> String {
    let mut table =
        Tsv::new(&["name", "type", "mentions", "aliases", "titles", "path", "code", "parent", "start", "end"]);
    let mut found: Vec<&Entity> = analysis.entities.iter().filter(|it| Group::of(it.kind) == group).collect();
    found.sort_by_key(|entity| entity.mentions.first().copied());
    for entity in found {
        let Some(first) = mentions_of(analysis, entity).next() else { continue };
        let attributes = &entity.attributes;
        let titles: Vec<String> = attributes
            .titles
            .iter()
            .map(|link| format!("{}{}", link.organisation.as_deref().unwrap_or_default(), link.title))
            .collect();
        let [start, end] = offsets(document, first.range);
        table.row(&[
            entity.name.clone(),
            entity.kind.code().to_owned(),
            entity.mentions.len().to_string(),
            entity.aliases.join("、"),
            titles.join("、"),
            attributes.path.join(" › "),
            attributes.code.clone().unwrap_or_default(),
            attributes.parent.clone().unwrap_or_default(),
            start,
            end,
        ]);
    }
    table.finish()
}

fn expressions(ctx: &ViewContext<'_>, document: &Document, analysis: &Analysis) -> String {
    let mut table = Tsv::new(&["text", "type", "value", "paragraph", "start", "end"]);
    for expression in &analysis.expressions {
        let [start, end] = offsets(document, expression.range);
        table.row(&[
            document.slice(expression.range).to_owned(),
            expression.kind.code().to_owned(),
            expression.value.clone(),
            paragraph(ctx, expression.range),
            start,
            end,
        ]);
    }
    table.finish()
}

fn quotations(ctx: &ViewContext<'_>, document: &Document, analysis: &Analysis) -> String {
    let mut table = Tsv::new(&["speaker", "text", "paragraph", "start", "end"]);
    for quotation in &analysis.quotations {
        let speaker = quotation.speaker.as_ref().map(|speaker| speaker.name.clone());
        let [start, end] = offsets(document, quotation.range);
        table.row(&[
            speaker.unwrap_or_default(),
            document.slice(quotation.range).to_owned(),
            paragraph(ctx, quotation.range),
            start,
            end,
        ]);
    }
    table.finish()
}

fn ignored_surfaces(ctx: &ViewContext<'_>, document: &Document) -> String {
    let mut table = Tsv::new(&["text"]);
    for surface in ignored(&ctx.session.annotations, document.hash()) {
        table.row(&[surface]);
    }
    table.finish()
}

fn offsets(document: &Document, range: TextRange) -> [String; 2] {
    let (start, end) = document.char_range(range);
    [start.to_string(), end.to_string()]
}

fn paragraph(ctx: &ViewContext<'_>, range: TextRange) -> String {
    ctx.paragraph_number(range.start()).map(|number| number.to_string()).unwrap_or_default()
}
