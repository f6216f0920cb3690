import Foundation

/// The repository that these tests are in, read as text.
enum Tree {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    /// Paths from the root, of all files below a folder.
    static func files(_ folder: String, suffix: String) throws -> [String] {
        let contents = try FileManager.default.contentsOfDirectory(
            at: root.appending(path: folder).resolvingSymlinksInPath(), includingPropertiesForKeys: nil)
        return try contents.flatMap { place in
            let name = folder + "/" + place.lastPathComponent
            if place.hasDirectoryPath { return try files(name, suffix: suffix) }
            return name.hasSuffix(suffix) ? [name] : []
        }
    }
}
