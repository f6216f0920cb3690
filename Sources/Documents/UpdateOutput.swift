package import Messages
import Primitives
package import Sessions

/// What a machine asked for by itself.
package struct UpdateOutput: Encodable, Sendable {
    let product: String
    let version: String
    /// Civil date, Gregorian.
    let released: String
    let policy: String

    package init(_ update: UpdateRequest) {
        (product, version, released) = (update.product, update.version, update.released)
        policy = update.policy.description
    }

    /// Of a request that was verified when it was stored.
    package init(_ update: WireUpdateRequest) {
        product = DisplayText.stripped(update.product)
        version = DisplayText.stripped(update.version)
        released = DisplayText.stripped(update.released)
        policy = DisplayText.stripped(update.policy)
    }
}
