import Cryptography
import FileTransfer
import Foundation
import Primitives
import Sessions
import SignedObjects
import TransferRecords

/// What is pushed: a file or a directory here, with as many manifests as it takes.
struct WaitingSource: Sendable {
    /// Absolute.
    let path: String
    let isDirectory: Bool
    let tree: OutgoingTree
    let manifests: [(manifest: Manifest, signed: SignedManifest)]

    /// Reads everything once; blocks as long.
    ///
    /// - Throws: `file` codes, `file.absent` where there is nothing to push.
    init(_ path: String, rules: TreeRules) throws {
        self.path = LocalPath.absolute(path)
        var isDirectory: ObjCBool = false
        self.isDirectory = FileManager.default.fileExists(atPath: self.path, isDirectory: &isDirectory) && isDirectory.boolValue
        tree =
            self.isDirectory
            ? try OutgoingTree(directory: ConfinedDirectory(opening: self.path), rules: rules)
            : try OutgoingTree(
                file: ConfinedPlace(trusting: path), named: (self.path as NSString).lastPathComponent, allowingHardLinks: true)
        var found = try tree.manifests()
        // An empty directory is made there as any other; where patterns chose nothing, nothing was meant.
        if found.isEmpty, self.isDirectory, rules.include.isEmpty { found = [Manifest(entries: [])] }
        guard !found.isEmpty else { throw Failure(.fileAbsent, ["path": self.path]) }
        manifests = try found.map { ($0, try SignedManifest($0.wire)) }
    }

    var name: String { (path as NSString).lastPathComponent }
    var size: UInt64 { manifests.reduce(0) { $0 + UInt64(clamping: $1.manifest.totalSize) } }

    /// Where it goes: into the path where that ends with a slash, else it becomes the path.
    func destination(_ path: String) throws -> ScopePath {
        try ScopePath(path.hasSuffix("/") ? path + name : path)
    }
}
