//! Files beside the pages, before any format. Does not know what is on a disk.

use super::address::Address;
use crate::tree::Provision;
use std::sync::Arc;

/// A file beside the pages: a version, a ledger, a figure, a file of the user's own, what `content/` says that no
/// page and no version holds as it is.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Where it is.
    pub address: Address,
    /// What it holds.
    pub content: AttachmentContent,
}

/// What a file beside the pages holds.
#[derive(Clone, Debug)]
pub enum AttachmentContent {
    /// The text of a version, in its sealed form.
    Version(Arc<Provision>),
    /// These bytes.
    Bytes(Arc<[u8]>),
}

impl Attachment {
    /// A file of these bytes.
    pub(super) fn of_bytes(address: Address, bytes: impl Into<Arc<[u8]>>) -> Attachment {
        Attachment { address, content: AttachmentContent::Bytes(bytes.into()) }
    }

    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        match &self.content {
            AttachmentContent::Version(tree) => crate::tree::write(tree),
            AttachmentContent::Bytes(bytes) => bytes.to_vec(),
        }
    }
}
