package import FileTransfer
package import Messages
package import Primitives
import SwiftProtobuf

extension WireTransferPreview {
    /// The most items that travel.
    package static let maximumItems = 5000

    /// What would be done; what is unchanged comes last, and is left out first.
    package init(_ preview: TreePreview, overwrite: FileTransfer.OverwriteRule) {
        self.init()
        let ordered =
            preview.effects.filter { $0.kind != .unchanged } + preview.effects.filter { $0.kind == .unchanged }
        items = ordered.prefix(Self.maximumItems).map { effect in
            WirePreviewItem.with {
                $0.action = Self.action(effect, overwrite)
                $0.path = effect.path
                $0.size = UInt64(clamping: effect.size)
            }
        }
        more = UInt64(clamping: ordered.count - items.count)
        bytes = UInt64(clamping: preview.size)
    }

    /// The operation would be refused: at this path, for this reason.
    package init(refused failure: Failure) {
        self.init()
        items = [
            WirePreviewItem.with {
                $0.action = .refuse
                $0.path = failure.parameters["path"] ?? ""
                $0.code = failure.code.rawValue
            }
        ]
    }

    /// Nothing is at the destination, nor is the destination.
    package init(newIn manifest: Manifest) {
        self.init()
        items = manifest.entries.prefix(Self.maximumItems).map { entry in
            WirePreviewItem.with {
                $0.action = .create
                $0.path = entry.path
                $0.size = UInt64(clamping: entry.size)
            }
        }
        more = UInt64(clamping: manifest.entries.count - items.count)
        bytes = UInt64(clamping: manifest.totalSize)
    }

    private static func action(_ effect: TreeEffect, _ overwrite: FileTransfer.OverwriteRule) -> WirePreviewAction {
        switch effect.kind {
        case .created: .create
        case .replaced: overwrite == .keepBoth && effect.entryKind != .directory ? .keepBoth : .replace
        case .unchanged: .unchanged
        case .skipped: .skip
        case .deleted: .delete
        }
    }
}
