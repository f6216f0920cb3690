/// What becomes of a file that stands where another is pushed.
package enum OverwriteRule: String, Hashable, Sendable, Codable, CaseIterable {
    case backup, refuse, replace, skip
    case keepBoth = "keep-both"
}
