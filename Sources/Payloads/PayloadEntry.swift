import Primitives

/// One file, directory or link of a payload. Owners and times are not kept: the same tree is the same bytes.
package struct PayloadEntry: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// Mode 0755.
        case directory
        /// Mode 0755 where executable, else 0644. `size` in bytes.
        case file(size: Int64, executable: Bool)
        /// Leads to a place in the same tree.
        case link(target: String)
    }

    package let path: PayloadPath
    package let kind: Kind

    package init(path: PayloadPath, kind: Kind) {
        self.path = path
        self.kind = kind
    }

    /// Throws payload.malformed for a link that leads out of the tree, also by way of another link, and payload.too-large.
    ///
    /// Steps up may come first only: from the link's own directory, which no link leads to, they can be counted.
    func check() throws(Failure) {
        switch kind {
        case .directory: break
        case .file(let size, _):
            guard size >= 0, size <= PayloadLimits.maximumFileSize else {
                throw Failure(.payloadTooLarge, ["what": "file", "limit": String(PayloadLimits.maximumFileSize)])
            }
        case .link(let target):
            guard target.utf8.count <= PayloadLimits.maximumLinkTarget else {
                throw Failure(.payloadTooLarge, ["what": "link", "limit": String(PayloadLimits.maximumLinkTarget)])
            }
            let names = target.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Array($0) }
            let up = names.prefix { $0.elementsEqual("..".utf8) }.count
            guard up <= path.depth else { throw outside(target) }
            let rest = names.dropFirst(up)
            guard !rest.isEmpty || up > 0 else { throw outside(target) }
            if !rest.isEmpty {
                do {
                    _ = try PayloadPath(Array(rest.joined(separator: [UInt8(ascii: "/")])))
                } catch {
                    throw outside(target)
                }
            }
        }
    }

    private func outside(_ target: String) -> Failure {
        Failure(.payloadMalformed, ["path": path.description, "reason": "link to \(target)"])
    }
}
