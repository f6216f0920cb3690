import Foundation

/// Files of the repository that tests hold against the code.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The rows of Protocol/codes.tsv without comments and heading: code, retry, exit, meaning.
    static func codes() throws -> [[String]] {
        try text("Protocol/codes.tsv").split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst()
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    /// Every code that Sources declare: `Code(rawValue: "family.word")`, on one line.
    static func declaredCodes() throws -> [(code: String, file: String)] {
        let pattern = /Code\(rawValue: "([a-z0-9-]+\.[a-z0-9.-]+)"\)/
        var found: [(String, String)] = []
        let sources = root.appending(path: "Sources").resolvingSymlinksInPath()
        for path in try FileManager.default.subpathsOfDirectory(atPath: sources.path) where path.hasSuffix(".swift") {
            let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
            for match in text.matches(of: pattern) { found.append((String(match.1), path)) }
        }
        return found
    }

    /// The texts of all Swift files below a folder.
    static func swiftFiles(_ folder: String) throws -> [String] {
        let place = root.appending(path: folder).resolvingSymlinksInPath()
        return try FileManager.default.subpathsOfDirectory(atPath: place.path).filter { $0.hasSuffix(".swift") }.sorted()
            .map { try String(contentsOf: place.appending(path: $0), encoding: .utf8) }
    }
}
