package import Primitives

/// Where a file is or shall be: an open directory and a name in it.
package struct ConfinedPlace: Sendable {
    package let directory: ConfinedDirectory
    package let name: String

    init(directory: ConfinedDirectory, name: String) {
        self.directory = directory
        self.name = name
    }

    /// A path that the person at this machine gave, absolute or relative to where they are: links on the way are followed.
    ///
    /// Throws path.malformed, file.absent, file.denied, file.wrong-kind.
    package init(trusting path: String) throws(Failure) {
        guard let slash = path.lastIndex(of: "/") else {
            try self.init(name: path, directory: ".", path)
            return
        }
        let parent = String(path[..<slash])
        try self.init(name: String(path[path.index(after: slash)...]), directory: parent.isEmpty ? "/" : parent, path)
    }

    private init(name: String, directory: String, _ path: String) throws(Failure) {
        try RelativePath.check(name, in: path)
        self.init(directory: try ConfinedDirectory(opening: directory), name: name)
    }

    /// For sentences.
    package var path: String { directory.place(name) }
}
