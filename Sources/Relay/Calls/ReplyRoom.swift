import SwiftProtobuf

/// What is left of one reply: it must fit one frame of 64 KiB, however much there is to say.
struct ReplyRoom {
    /// Bytes of elements that one reply holds; the rest is for its other fields and for headers.
    static let bytes = 56 * 1024
    /// Of one element, so that it fits a reply of its own with all headers.
    static let elementBytes = 54 * 1024
    /// Of an element beside its own bytes: the field's number and the length.
    private static let header = 4

    private(set) var left: Int

    init(_ bytes: Int = Self.bytes) {
        left = bytes
    }

    /// Takes room for one more element, if there is enough. A long one that does not fit hides no other.
    mutating func takes(_ element: some Message) throws -> Bool {
        let size = try (element.serializedBytes() as [UInt8]).count + Self.header
        guard size <= left else { return false }
        left -= size
        return true
    }

    /// All elements in their order, cut into replies: at least one, which is empty where there are none.
    static func pages<Element: Message>(of all: [Element]) throws -> [[Element]] {
        var pages: [[Element]] = [[]]
        var room = ReplyRoom()
        for element in all {
            if try !room.takes(element) {
                room = ReplyRoom()
                // An element beyond any reply is left out: it could not be sent.
                guard try room.takes(element) else { continue }
                pages.append([])
            }
            pages[pages.count - 1].append(element)
        }
        return pages
    }

    /// In their order, as many of the last ones as fit.
    mutating func newest<Element: Message>(_ all: [Element]) throws -> [Element] {
        Array(try all.reversed().filter { try takes($0) }.reversed())
    }
}
