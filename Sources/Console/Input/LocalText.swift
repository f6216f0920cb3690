import FileTransfer
import Foundation
package import Primitives

/// A text file of this computer that a call carries: a plan, a tariff, a calendar.
package struct LocalText: Sendable, Hashable {
    /// Bytes; a call is one message, and these files are pages, not books.
    package static let sizeLimit = 256 << 10

    /// The file's own name, for messages.
    package let name: String
    package let content: String

    /// - Throws: `file.absent`; `console.argument` for a file that is too large, cannot be read, or is no UTF-8 text.
    package init(path: String, option: String) throws(Failure) {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw Failure(.fileAbsent, ["path": path])
        }
        // A device or FIFO would be read for ever.
        let type = (try? FileManager.default.attributesOfItem(atPath: Self.resolved(path)))?[.type] as? FileAttributeType
        guard type == .typeRegular, let handle = FileHandle(forReadingAtPath: path),
            let data = try? handle.read(upToCount: Self.sizeLimit + 1) ?? Data()
        else { throw .typed(path, option, forms: "a file that can be read") }
        guard data.count <= Self.sizeLimit else { throw .typed(path, option, forms: "at most \(Self.sizeLimit) bytes") }
        guard let text = String(data: data, encoding: .utf8) else { throw .typed(path, option, forms: "UTF-8") }
        name = (path as NSString).lastPathComponent
        content = text
    }

    private static func resolved(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }
}
