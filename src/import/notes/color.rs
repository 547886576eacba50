//! Colours of other programs as the nearest of our inks.

use crate::annotation::MarkColor;

/// The ink nearest to a colour given by name or as `#rrggbb`.
pub(super) fn ink(color: &str) -> Option<MarkColor> {
    let color = color.trim().to_ascii_lowercase();
    match color.as_str() {
        "red" => Some(MarkColor::Vermilion),
        "orange" | "brown" => Some(MarkColor::Ochre),
        "yellow" => Some(MarkColor::Gamboge),
        "green" => Some(MarkColor::Malachite),
        "blue" | "cyan" => Some(MarkColor::Indigo),
        "purple" | "violet" => Some(MarkColor::Lilac),
        "pink" | "magenta" => Some(MarkColor::Rouge),
        "gray" | "grey" | "black" => Some(MarkColor::Ink),
        _ => color.strip_prefix('#').and_then(by_hue).or_else(|| color.parse().ok()),
    }
}

/// By the angle of its hue; what has next to none is ink.
fn by_hue(digits: &str) -> Option<MarkColor> {
    if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let bits = i32::from_str_radix(digits, 16).ok()?;
    let [red, green, blue] = [bits >> 16, bits >> 8 & 255, bits & 255];
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let chroma = most - least;
    if chroma < 30 {
        return Some(MarkColor::Ink);
    }
    let degrees = if most == red {
        (60 * (green - blue) / chroma).rem_euclid(360)
    } else if most == green {
        120 + 60 * (blue - red) / chroma
    } else {
        240 + 60 * (red - green) / chroma
    };
    Some(match degrees {
        20..42 => MarkColor::Ochre,
        42..70 => MarkColor::Gamboge,
        70..170 => MarkColor::Malachite,
        170..250 => MarkColor::Indigo,
        250..290 => MarkColor::Lilac,
        290..345 => MarkColor::Rouge,
        _ => MarkColor::Vermilion,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_become_the_nearest_ink() {
        // Zotero's eight.
        for (color, expected) in [
            ("#ffd400", MarkColor::Gamboge),
            ("#ff6666", MarkColor::Vermilion),
            ("#5fb236", MarkColor::Malachite),
            ("#2ea8e5", MarkColor::Indigo),
            ("#a28ae5", MarkColor::Lilac),
            ("#e56eee", MarkColor::Rouge),
            ("#f19837", MarkColor::Ochre),
            ("#AAAAAA", MarkColor::Ink),
            ("Yellow", MarkColor::Gamboge),
            ("rouge", MarkColor::Rouge),
        ] {
            assert_eq!(ink(color), Some(expected), "{color}");
        }
        for color in ["", "#fff", "#+fd400", "#ffd4é", "taupe"] {
            assert_eq!(ink(color), None, "{color}");
        }
    }
}
