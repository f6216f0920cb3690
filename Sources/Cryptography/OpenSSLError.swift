import COpenSSL
package import Primitives

/// What libcrypto and libssl left in this thread's error queue.
///
/// The queue is global to the thread, and a leftover entry makes `SSL_get_error` report a healthy connection as
/// broken. So whoever calls into OpenSSL empties it before returning, on failure by `drain()`, else by `discard()`.
package struct OpenSSLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Oldest first, as `error:CODE:library::reason`.
    package let reasons: [String]

    /// Takes everything off the queue.
    package static func drain() -> OpenSSLError {
        var reasons: [String] = []
        while case let code = ERR_get_error(), code != 0 {
            let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
                ERR_error_string_n(code, buffer.baseAddress, buffer.count)
                return buffer.baseAddress.map { String(cString: $0) } ?? ""
            }
            reasons.append(text)
        }
        return OpenSSLError(reasons: reasons)
    }

    /// Empties the queue where nobody wants to know.
    package static func discard() {
        ERR_clear_error()
    }

    package var description: String {
        reasons.isEmpty ? "OpenSSL gave no reason" : reasons.joined(separator: "; ")
    }
}

extension Failure {
    /// A failure whose cause is what OpenSSL left in the queue, which is empty afterwards.
    package static func openSSL(_ code: Failure.Code, _ parameters: [String: String] = [:]) -> Failure {
        Failure(code, parameters, cause: OpenSSLError.drain())
    }
}
