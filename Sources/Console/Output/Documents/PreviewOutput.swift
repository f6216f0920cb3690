import Documents
import Messages
import Primitives
import Sentences
import Sessions

/// What a push would do: the answer to `--dry-run`.
package struct PreviewOutput: Encodable, Sendable {
    package struct Item: Encodable, Sendable {
        /// `create`, `replace`, `unchanged`, `skip`, `keep-both`, `delete`, `refuse`.
        let action: String
        /// Relative to the destination.
        let path: String
        let size: UInt64
        /// Why it would fail.
        let code: String?
    }

    let items: [Item]
    /// Items that the machine left out.
    let more: UInt64
    /// Bytes of the files that would have to travel.
    let bytes: UInt64

    init(_ preview: WireTransferPreview) {
        items = preview.items.map { item in
            Item(
                action: Self.word(item.action), path: DisplayText.stripped(item.path, limit: .max), size: item.size,
                code: item.code.isEmpty ? nil : DisplayText.stripped(item.code))
        }
        more = preview.more
        bytes = preview.bytes
    }

    func write(to page: inout Page) {
        let language = page.language
        page.line(language.word(.wasDryRun), .good)
        var table = Table([
            Table.Column(language.word(.action)), Table.Column(language.word(.size), isNumber: true),
            Table.Column(language.word(.file)),
        ])
        for item in items where item.action != "unchanged" {
            table.add([language.preview(item.action), item.size > 0 ? language.bytes(item.size) : "", item.path])
        }
        page.table(table, ifEmpty: .unchanged)
        page.cut(more > 0)
        page.composed(.wouldTravel, language.bytes(bytes))
    }

    private static func word(_ action: WirePreviewAction) -> String {
        switch action {
        case .create: "create"
        case .replace: "replace"
        case .unchanged: "unchanged"
        case .skip: "skip"
        case .keepBoth: "keep-both"
        case .delete: "delete"
        case .refuse: "refuse"
        case .unspecified, .UNRECOGNIZED: "unknown"
        }
    }
}
