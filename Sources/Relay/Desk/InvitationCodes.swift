import Cryptography
import Primitives
import RelayStorage
import SwiftProtobuf
import Transport

extension RelayContext {
    /// The one-time code of an invitation. With a key it follows from the caller, the key and the content, by a secret of the
    /// relay's: the same call again gives the same code, and no code is kept.
    func invitation<Request: Message, Response: Message>(
        _ call: Call<Request, Response>, _ request: Request, key: String, by author: DeskChange.Author
    ) throws -> EnrolmentCode {
        guard !key.isEmpty else { return .random(root: identity.rootKey) }
        let message = Array(author.id.utf8) + [0] + Array(key.utf8) + [0]
        let content = try Self.digest(request, method: call.method)
        return .derived(
            from: KeyedHash.hmacSHA256(key: keys.sealing.derived("invitation"), message + content.bytes), root: identity.rootKey)
    }
}
