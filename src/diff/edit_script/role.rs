//! Roles that tell a reader the same: where only they differ, nothing that is printed does. Does not know what
//! else differs.

use crate::diff::align::Alignment;
use crate::diff::delta::NodePair;
use crate::tree::{Form, Role};

/// Whether the roles of a pair are equal, or both say nothing in law: none, prose and the lead of a section do not;
/// nor does the kind of a section beside one of these, since what the section holds has roles of its own.
pub(super) fn says_alike(found: &Alignment, node: NodePair) -> bool {
    let (old, new) = (found.old.node(node.old), found.new.node(node.new));
    let (before, after) = (old.role(), new.role());
    let is_section = |parent: Option<u32>, form: Form| form == Form::Group && parent == Some(0);
    let are_sections = is_section(found.old.parent(node.old), old.form())
        && is_section(found.new.parent(node.new), new.form());
    let is_kind = |role: &Role| !role.as_str().contains('.');
    before == after
        || is_plain(before) && is_plain(after)
        || are_sections
            && (is_plain(before) && is_kind(after) || is_kind(before) && is_plain(after))
}

/// Whether a role says nothing of what its words are in law.
fn is_plain(role: &Role) -> bool {
    matches!(role.as_str(), "" | "prose" | "lead")
}
