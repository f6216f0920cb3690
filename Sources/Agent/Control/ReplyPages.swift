import SwiftProtobuf

/// Cuts a list into replies: each fits one frame, however many there are.
struct ReplyPages<Element: Message> {
    private var page: [Element] = []
    private var size = 0

    /// Adds one; returns the page that is full without it. One that no reply holds is left out, and hides no other.
    mutating func add(_ element: Element) throws -> [Element]? {
        let bytes = try (element.serializedBytes() as [UInt8]).count + LocalLimits.fieldHeader
        guard bytes <= LocalLimits.replyBytes else { return nil }
        guard size + bytes > LocalLimits.replyBytes else {
            size += bytes
            page.append(element)
            return nil
        }
        defer { (page, size) = ([element], bytes) }
        return page
    }

    /// What is left: the last page, empty where nothing was added.
    var rest: [Element] { page }
}
