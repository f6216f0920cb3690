/// Something of a tree that was left out or left as it is, and why.
package struct TreeNote: Hashable, Sendable {
    package enum Reason: String, Hashable, Sendable, CaseIterable {
        /// A pattern says so.
        case excluded
        /// A link that the rule skips.
        case link
        /// A link that leads out of the tree, or nowhere.
        case linkOutside = "link-outside"
        /// A FIFO, socket or device (H52).
        case special
        /// A file with a second name (H52).
        case hardLink = "hard-link"
        /// A name that is no UTF-8, has control characters, or is one of ours (H50).
        case name
        /// The system does not let us read it.
        case denied
        /// A place of the agent's own, or a kernel's file system.
        case forbidden
        /// It went or changed its kind while the tree was walked.
        case vanished
    }

    /// Relative to the tree's root; bytes that are no UTF-8 are replaced.
    package let path: String
    package let reason: Reason

    package init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }
}
