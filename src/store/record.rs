//! The forms in which edits, annotations and corrections are kept: their own types, so that the core may change freely.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::layout::{self, BlockRecord};
use crate::annotation::{
    Annotation, AnnotationId, CorrectionAction, CorrectionId, Edit, EntityCorrection, EntityName, EntityType, Link,
    Relations, Scope, Subject, Timestamp, Unplaced,
};
use crate::document::{Block, Document, DocumentHash, Metadata};
use crate::text::TextRange;

/// An edit as it stands in the `edit` table, in JSON. Offsets are bytes; documents are named by hexadecimal hash.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
enum EditRecord {
    Put { annotation: AnnotationRecord },
    Remove { id: Uuid },
    PutCorrection { correction: CorrectionRecord },
    RemoveCorrection { id: Uuid },
    SetTitle { document: String, title: Option<String> },
    SetRemoved { document: String, removed: bool },
    SetUnplaced { annotation: Uuid, unplaced: Option<UnplacedRecord> },
    SetRelations { annotation: Uuid, relations: Option<RelationsRecord> },
    Batch { edits: Vec<Self> },
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct AnnotationRecord {
    pub(super) id: Uuid,
    pub(super) document: String,
    pub(super) ranges: Vec<(usize, usize)>,
    pub(super) exact: Vec<String>,
    pub(super) style: String,
    pub(super) color: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) note: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) tags: Vec<String>,
    pub(super) created: i64,
    pub(super) modified: i64,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct CorrectionRecord {
    pub(super) id: Uuid,
    /// `None` where it holds everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) span: Option<(String, usize, usize)>,
    pub(super) surface: String,
    /// `is`, `ignore`, `rename`, `split`.
    pub(super) action: String,
    /// The type's code of `is`, the new name of `rename`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) argument: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct UnplacedRecord {
    /// The text the annotation was made on.
    origin: String,
    ranges: Vec<(usize, usize)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    suggestion: Vec<(usize, usize)>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct RelationsRecord {
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_on_paragraph: bool,
    /// Type and name of the entity the note is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<(String, String)>,
    links: Vec<LinkRecord>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum LinkRecord {
    Annotation(Uuid),
    /// Type and name.
    Entity(String, String),
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct MetadataRecord {
    title: Option<String>,
    authors: Vec<String>,
    editors: Vec<String>,
    publication: Option<String>,
    published: Option<String>,
    page: Option<String>,
    accessed: Option<String>,
    source_id: Option<String>,
    url: Option<String>,
    /// How the text is laid out; `None` in libraries written before that was kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    blocks: Option<Vec<BlockRecord>>,
}

/// The edit as JSON.
pub(super) fn edit_to_json(edit: &Edit) -> String {
    // Strings, numbers and lists only: none of them can fail to be written.
    serde_json::to_string(&EditRecord::from(edit)).unwrap_or_default()
}

/// The edit that the JSON tells; `None` where it is not one of ours.
pub(super) fn edit_from_json(json: &str) -> Option<Edit> {
    serde_json::from_str::<EditRecord>(json).ok()?.into_edit()
}

/// Metadata and layout of the document.
pub(super) fn facts_to_json(document: &Document) -> String {
    let m = document.metadata().clone();
    let record = MetadataRecord {
        title: m.title,
        authors: m.authors,
        editors: m.editors,
        publication: m.publication,
        published: m.published,
        page: m.page,
        accessed: m.accessed,
        source_id: m.source_id,
        url: m.url,
        blocks: Some(layout::layout_of(document)),
    };
    serde_json::to_string(&record).unwrap_or_default()
}

pub(super) fn metadata_from_json(json: &str) -> Metadata {
    // Metadata can be read again from the text; a damaged one is no reason to refuse the document.
    let r: MetadataRecord = serde_json::from_str(json).unwrap_or_default();
    Metadata {
        title: r.title,
        authors: r.authors,
        editors: r.editors,
        publication: r.publication,
        published: r.published,
        page: r.page,
        accessed: r.accessed,
        source_id: r.source_id,
        url: r.url,
    }
}

/// The blocks that the JSON tells of the text; `None` where it tells none, or not of this text.
pub(super) fn blocks_from_json(json: &str, text: &str) -> Option<Vec<Block>> {
    let record: MetadataRecord = serde_json::from_str(json).ok()?;
    layout::blocks_of(text, &record.blocks?)
}

impl From<&Edit> for EditRecord {
    fn from(edit: &Edit) -> Self {
        match edit {
            Edit::Put(annotation) => Self::Put { annotation: AnnotationRecord::from(&**annotation) },
            Edit::Remove(id) => Self::Remove { id: id.0 },
            Edit::PutCorrection(correction) => {
                Self::PutCorrection { correction: CorrectionRecord::from(&**correction) }
            }
            Edit::RemoveCorrection(id) => Self::RemoveCorrection { id: id.0 },
            Edit::SetTitle { document, title } => {
                Self::SetTitle { document: document.to_string(), title: title.clone() }
            }
            Edit::SetRemoved { document, removed } => {
                Self::SetRemoved { document: document.to_string(), removed: *removed }
            }
            Edit::SetUnplaced { annotation, unplaced } => {
                Self::SetUnplaced { annotation: annotation.0, unplaced: unplaced.as_deref().map(UnplacedRecord::from) }
            }
            Edit::SetRelations { annotation, relations } => Self::SetRelations {
                annotation: annotation.0,
                relations: relations.as_deref().map(RelationsRecord::from),
            },
            Edit::Batch(edits) => Self::Batch { edits: edits.iter().map(Self::from).collect() },
        }
    }
}

impl EditRecord {
    fn into_edit(self) -> Option<Edit> {
        Some(match self {
            Self::Put { annotation } => Edit::Put(Box::new(annotation.into_annotation()?)),
            Self::Remove { id } => Edit::Remove(AnnotationId(id)),
            Self::PutCorrection { correction } => Edit::PutCorrection(Box::new(correction.into_correction()?)),
            Self::RemoveCorrection { id } => Edit::RemoveCorrection(CorrectionId(id)),
            Self::SetTitle { document, title } => {
                Edit::SetTitle { document: DocumentHash::from_hex(&document)?, title }
            }
            Self::SetRemoved { document, removed } => {
                Edit::SetRemoved { document: DocumentHash::from_hex(&document)?, removed }
            }
            Self::SetUnplaced { annotation, unplaced } => Edit::SetUnplaced {
                annotation: AnnotationId(annotation),
                unplaced: match unplaced {
                    Some(record) => Some(Box::new(record.into_unplaced()?)),
                    None => None,
                },
            },
            Self::SetRelations { annotation, relations } => Edit::SetRelations {
                annotation: AnnotationId(annotation),
                relations: match relations {
                    Some(record) => Some(Box::new(record.into_relations()?)),
                    None => None,
                },
            },
            Self::Batch { edits } => Edit::Batch(edits.into_iter().map(Self::into_edit).collect::<Option<_>>()?),
        })
    }
}

impl From<&Annotation> for AnnotationRecord {
    fn from(annotation: &Annotation) -> Self {
        Self {
            id: annotation.id.0,
            document: annotation.document.to_string(),
            ranges: pairs(&annotation.ranges),
            exact: annotation.exact.clone(),
            style: annotation.style.name().to_owned(),
            color: annotation.color.name().to_owned(),
            note: annotation.note.clone(),
            tags: annotation.tags.clone(),
            created: annotation.created.0,
            modified: annotation.modified.0,
        }
    }
}

impl AnnotationRecord {
    pub(super) fn into_annotation(self) -> Option<Annotation> {
        Some(Annotation {
            id: AnnotationId(self.id),
            document: DocumentHash::from_hex(&self.document)?,
            ranges: ranges(self.ranges),
            exact: self.exact,
            // A style or ink of a later version is shown as the usual one rather than not at all.
            style: self.style.parse().unwrap_or_default(),
            color: self.color.parse().unwrap_or_default(),
            note: self.note,
            tags: self.tags,
            created: Timestamp(self.created),
            modified: Timestamp(self.modified),
        })
    }
}

impl From<&Unplaced> for UnplacedRecord {
    fn from(unplaced: &Unplaced) -> Self {
        Self {
            origin: unplaced.origin.to_string(),
            ranges: pairs(&unplaced.ranges),
            suggestion: pairs(&unplaced.suggestion),
        }
    }
}

impl UnplacedRecord {
    pub(super) fn into_unplaced(self) -> Option<Unplaced> {
        Some(Unplaced {
            origin: DocumentHash::from_hex(&self.origin)?,
            ranges: ranges(self.ranges),
            suggestion: ranges(self.suggestion),
        })
    }
}

impl From<&Relations> for RelationsRecord {
    fn from(relations: &Relations) -> Self {
        let pair = |entity: &EntityName| (entity.kind.code().to_owned(), entity.name.clone());
        let links = relations.links.iter().map(|link| match link {
            Link::Annotation(id) => LinkRecord::Annotation(id.0),
            Link::Entity(entity) => {
                let (kind, name) = pair(entity);
                LinkRecord::Entity(kind, name)
            }
        });
        Self {
            is_on_paragraph: relations.subject == Subject::Paragraph,
            entity: relations.entity().map(pair),
            links: links.collect(),
        }
    }
}

impl RelationsRecord {
    pub(super) fn into_relations(self) -> Option<Relations> {
        let entity = |kind: String, name| Some(EntityName { kind: kind.parse().ok()?, name });
        let subject = match self.entity {
            Some((kind, name)) => Subject::Entity(entity(kind, name)?),
            None if self.is_on_paragraph => Subject::Paragraph,
            None => Subject::Text,
        };
        let links = self.links.into_iter().map(|link| match link {
            LinkRecord::Annotation(id) => Some(Link::Annotation(AnnotationId(id))),
            LinkRecord::Entity(kind, name) => entity(kind, name).map(Link::Entity),
        });
        Some(Relations { subject, links: links.collect::<Option<_>>()? })
    }
}

fn pairs(ranges: &[TextRange]) -> Vec<(usize, usize)> {
    ranges.iter().map(|range| (range.start(), range.end())).collect()
}

fn ranges(pairs: Vec<(usize, usize)>) -> Vec<TextRange> {
    pairs.into_iter().map(|(start, end)| TextRange::new(start, end)).collect()
}

impl From<&EntityCorrection> for CorrectionRecord {
    fn from(correction: &EntityCorrection) -> Self {
        let (action, argument) = match &correction.action {
            CorrectionAction::Is(kind) => ("is", Some(kind.code().to_owned())),
            CorrectionAction::Ignore => ("ignore", None),
            CorrectionAction::Rename(name) => ("rename", Some(name.clone())),
            CorrectionAction::Split => ("split", None),
        };
        Self {
            id: correction.id.0,
            span: match &correction.scope {
                Scope::Everywhere => None,
                Scope::Span { document, range } => Some((document.to_string(), range.start(), range.end())),
            },
            surface: correction.surface.clone(),
            action: action.to_owned(),
            argument,
        }
    }
}

impl CorrectionRecord {
    pub(super) fn into_correction(self) -> Option<EntityCorrection> {
        Some(EntityCorrection {
            id: CorrectionId(self.id),
            scope: match self.span {
                None => Scope::Everywhere,
                Some((document, start, end)) => {
                    Scope::Span { document: DocumentHash::from_hex(&document)?, range: TextRange::new(start, end) }
                }
            },
            surface: self.surface,
            action: match (self.action.as_str(), self.argument) {
                ("is", Some(code)) => CorrectionAction::Is(code.parse::<EntityType>().ok()?),
                ("ignore", _) => CorrectionAction::Ignore,
                ("rename", Some(name)) => CorrectionAction::Rename(name),
                ("split", _) => CorrectionAction::Split,
                _ => return None,
            },
        })
    }
}
