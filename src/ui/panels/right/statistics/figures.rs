//! Figures as they are written, and what they mean.

use egui::{RichText, Ui};

use crate::analysis::statistics::{Definition, Entry, Unit, Value, definition};
use crate::ui::context::ViewContext;
use crate::ui::locale::{Language, Word};
use crate::ui::reader::thousands;
use crate::ui::tokens;

/// In place of a figure the text is too short for.
pub(super) const UNDEFINED: &str = "—";
/// From here on time is told in hours.
const HOURS_FROM_S: f64 = 7200.0;

/// A figure as the panel shows it.
pub(super) fn entry_text(ctx: &ViewContext<'_>, entry: Entry) -> String {
    match entry.value {
        Value::Count(n) => thousands(n),
        Value::Real(figure) => written(ctx, figure, entry.definition.unit),
        Value::Undefined => UNDEFINED.to_owned(),
    }
}

/// A figure of the kind that `key` defines, as the panel shows it.
pub(super) fn figure_text(ctx: &ViewContext<'_>, key: &str, figure: Option<f64>) -> String {
    match (figure.filter(|figure| figure.is_finite()), definition(key)) {
        (Some(figure), Some(definition)) => written(ctx, figure, definition.unit),
        _ => UNDEFINED.to_owned(),
    }
}

/// A figure in full, for a table that leaves the program; empty where there is none.
pub(super) fn raw(figure: Option<f64>) -> String {
    figure.filter(|figure| figure.is_finite()).map(|figure| figure.to_string()).unwrap_or_default()
}

fn written(ctx: &ViewContext<'_>, figure: f64, unit: Unit) -> String {
    match unit {
        Unit::Count => format!("{figure:.0}"),
        Unit::Real(decimals) => format!("{figure:.n$}", n = usize::from(decimals)),
        Unit::Share => format!("{:.1}%", figure * 100.0),
        Unit::Seconds if figure >= HOURS_FROM_S => format!("{:.1} {}", figure / 3600.0, ctx.word(Word::StatHours)),
        Unit::Seconds if figure < 60.0 => format!("< 1 {}", ctx.word(Word::Minutes)),
        Unit::Seconds => format!("{:.0} {}", figure / 60.0, ctx.word(Word::Minutes)),
    }
}

/// Name and meaning of a figure in the language of the interface.
pub(super) fn name_and_text(language: Language, definition: &Definition) -> (&'static str, &'static str) {
    match language {
        Language::Chinese => (definition.zh, definition.zh_text),
        Language::English => (definition.en, definition.en_text),
    }
}

/// Name of the figure `key` defines.
pub(super) fn name_of(ctx: &ViewContext<'_>, key: &str) -> &'static str {
    definition(key).map_or("", |definition| name_and_text(ctx.language, definition).0)
}

/// What a figure means, as shown under the pointer.
pub(super) fn definition_ui(ctx: &ViewContext<'_>, definition: &Definition, ui: &mut Ui) {
    ui.set_max_width(ui.spacing().tooltip_width);
    let (name, text) = name_and_text(ctx.language, definition);
    ui.horizontal(|ui| {
        ui.label(RichText::new(name).color(ctx.palette.ink));
        ui.label(RichText::new(definition.key).size(tokens::TINY).color(ctx.palette.faint));
    });
    ui.label(RichText::new(text).size(tokens::SMALL).color(ctx.palette.soft));
}

/// `template` with its `{}` filled in order.
pub(super) fn filled(template: &str, values: &[&str]) -> String {
    let mut parts = template.split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (part, value) in parts.zip(values) {
        text.push_str(value);
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_filled_in_order() {
        assert_eq!(filled("第 {}–{} 句", &["3", "5"]), "第 3–5 句");
        assert_eq!(filled("全部", &["3"]), "全部");
    }

    #[test]
    fn figures_leave_in_full() {
        assert_eq!(raw(Some(0.25)), "0.25");
        assert_eq!(raw(Some(f64::NAN)), "");
        assert_eq!(raw(None), "");
    }
}
