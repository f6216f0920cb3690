import FileTransfer
import Foundation
import Primitives

/// What a person wants to push: a file, or a directory with what the rules take of it.
struct PushSource: Sendable {
    /// Absolute.
    let path: String
    /// The last name of the path.
    let name: String
    let isDirectory: Bool
    let tree: OutgoingTree

    /// Looks at what is there; nothing is read yet.
    ///
    /// - Throws: `file.absent`, `file.wrong-kind`, `file.denied`, `file.too-many`.
    init(_ path: String, rules: TreeRules) throws(Failure) {
        self.path = LocalPath.absolute(path)
        name = (self.path as NSString).lastPathComponent
        var isDirectory: ObjCBool = false
        self.isDirectory = FileManager.default.fileExists(atPath: self.path, isDirectory: &isDirectory) && isDirectory.boolValue
        tree =
            self.isDirectory
            ? try OutgoingTree(directory: ConfinedDirectory(opening: self.path), rules: rules)
            : try OutgoingTree(file: ConfinedPlace(trusting: path), named: name, allowingHardLinks: true)
    }
}
