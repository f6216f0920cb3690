import Cryptography
import DurableFiles
import Foundation
import Primitives
package import Updates

/// The state of one product, on the disk before what it says is done.
///
/// One file that is replaced whole: its digest, a line end, JSON. A crash leaves the one before or the new one; a file that does
/// not agree with its digest was damaged by something else, and stops installs of this product until a person has looked (H57).
package struct ProductJournal: Sendable {
    package let product: String
    private let file: DurableFile
    private let directory: String
    private var path: String { directory + "/" + product + ".json" }

    package init(directory: String, product: String) {
        self.directory = directory
        self.product = product
        file = DurableFile(directory + "/" + product + ".json", failing: .installerJournal)
    }

    /// Throws installer.journal.
    package func read() throws -> ProductState {
        guard let bytes = try file.read(limit: InstallerLimits.journal) else { return ProductState(product: product) }
        guard let end = bytes.firstIndex(of: 10),
            let digest = Digest(hexadecimal: String(decoding: bytes[..<end], as: UTF8.self)),
            Digest.of(bytes[(end + 1)...]) == digest
        else { throw damaged("its digest differs") }
        let state: ProductState
        do {
            state = try JSONDecoder().decode(ProductState.self, from: Data(bytes[(end + 1)...]))
        } catch {
            throw damaged("\(error)")
        }
        guard state.product == product else { throw damaged("it is \(state.product)'s") }
        return state
    }

    /// On the disk when it returns. After a throw nobody knows what is there: the caller stops, and reads it anew (H57).
    ///
    /// Throws installer.journal.
    package func write(_ state: ProductState) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let content = Array(try encoder.encode(state))
        guard content.count <= InstallerLimits.journal - 65 else { throw damaged("too large") }
        try file.replace(with: Array(Digest.of(content).description.utf8) + [10] + content)
    }

    /// What writes that were cut off left beside it.
    func removeLeavings() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: directory)
        where name.hasPrefix(product + ".json.") && name.hasSuffix(".new") {
            try TreeRemoval.remove(directory + "/" + name)
        }
    }

    private func damaged(_ reason: String) -> Failure {
        Failure(.installerJournal, ["path": path, "reason": reason])
    }
}
