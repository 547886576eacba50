//! What an annotation is on besides words of the text, and what it is linked with.

use super::{AnnotationId, EntityType};

/// An entity as the reader knows it: names outlive the analysis that found them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityName {
    pub kind: EntityType,
    pub name: String,
}

impl EntityName {
    /// `quandian:entity/PER/%E6%9D%8E`: what exports call the entity. Everything but letters and digits of ASCII is
    /// escaped.
    pub fn iri(&self) -> String {
        let mut iri = format!("{SCHEME}{}/", self.kind.code());
        for byte in self.name.bytes() {
            if byte.is_ascii_alphanumeric() {
                iri.push(char::from(byte));
            } else {
                iri.push_str(&format!("%{byte:02X}"));
            }
        }
        iri
    }

    /// The entity that [`EntityName::iri`] calls so.
    pub fn from_iri(iri: &str) -> Option<Self> {
        let (kind, escaped) = iri.strip_prefix(SCHEME)?.split_once('/')?;
        let mut name = Vec::new();
        let mut pieces = escaped.split('%');
        name.extend(pieces.next().unwrap_or_default().bytes());
        for piece in pieces {
            let (digits, rest) = piece.split_at_checked(2)?;
            name.push(u8::from_str_radix(digits, 16).ok()?);
            name.extend(rest.bytes());
        }
        let name = String::from_utf8(name).ok().filter(|name| !name.is_empty())?;
        Some(Self { kind: kind.parse().ok()?, name })
    }
}

const SCHEME: &str = "quandian:entity/";

/// What a note is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Subject {
    /// The words marked; where there are none, the whole document.
    #[default]
    Text,
    /// The whole paragraph that is marked: shown beside it, not drawn over its words.
    Paragraph,
    /// An entity, wherever it is mentioned. Such a note marks no words.
    Entity(EntityName),
}

impl Subject {
    /// What a target that is no words is called in a W3C annotation's `styleClass`.
    pub fn class(&self) -> Option<&'static str> {
        match self {
            Self::Text => None,
            Self::Paragraph => Some("paragraph"),
            Self::Entity(_) => Some("entity"),
        }
    }
}

/// What an annotation points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    Annotation(AnnotationId),
    Entity(EntityName),
}

/// Kept beside the annotation of the same id. Links are in the reader's order, no two alike; one may point to an
/// annotation that was deleted, which comes back when the deletion is undone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relations {
    pub subject: Subject,
    pub links: Vec<Link>,
}

impl Relations {
    /// Of a note about an entity.
    pub fn about(entity: EntityName) -> Self {
        Self { subject: Subject::Entity(entity), links: Vec::new() }
    }

    /// The entity the note is about.
    pub fn entity(&self) -> Option<&EntityName> {
        match &self.subject {
            Subject::Entity(entity) => Some(entity),
            Subject::Text | Subject::Paragraph => None,
        }
    }

    /// These with `link` added; `None` where it is there already.
    pub fn with(&self, link: Link) -> Option<Self> {
        if self.links.contains(&link) {
            return None;
        }
        let mut linked = self.clone();
        linked.links.push(link);
        Some(linked)
    }

    /// These without `link`.
    pub fn without(&self, link: &Link) -> Self {
        let links = self.links.iter().filter(|other| *other != link).cloned().collect();
        Self { subject: self.subject.clone(), links }
    }

    /// Whether there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        self.subject == Subject::Text && self.links.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entity_is_known_by_its_iri() {
        let entity = EntityName { kind: EntityType::Person, name: "李 白/Li%".to_owned() };
        assert_eq!(entity.iri(), "quandian:entity/PER/%E6%9D%8E%20%E7%99%BD%2FLi%25");
        assert_eq!(EntityName::from_iri(&entity.iri()), Some(entity));
        for iri in
            ["quandian:entity/PER/", "quandian:entity/XXX/a", "quandian:entity/PER/%4", "quandian:entity/PER/%FF", "x"]
        {
            assert_eq!(EntityName::from_iri(iri), None, "{iri}");
        }
    }
}
