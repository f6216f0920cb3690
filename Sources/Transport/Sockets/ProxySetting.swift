/// An HTTP proxy that is asked with CONNECT (RFC 9110, section 9.3.6).
package struct ProxySetting: Sendable {
    /// For the Basic scheme (RFC 7617).
    package struct Credentials: Sendable {
        package let user: String
        package let password: String

        /// nil when the user has a colon, or either a control character: the scheme cannot say them.
        package init?(user: String, password: String) {
            let isPlain = (user + password).unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
            guard isPlain, !user.contains(":") else { return nil }
            self.user = user
            self.password = password
        }

        var header: String { "Basic " + Base64.encode(Array("\(user):\(password)".utf8)) }
    }

    package let endpoint: Endpoint
    package let credentials: Credentials?

    package init(endpoint: Endpoint, credentials: Credentials? = nil) {
        self.endpoint = endpoint
        self.credentials = credentials
    }

    /// The request that asks for a tunnel to the relay.
    func request(for relay: Endpoint) -> String {
        let authorization = credentials.map { "Proxy-Authorization: \($0.header)\r\n" } ?? ""
        return "CONNECT \(relay) HTTP/1.1\r\nHost: \(relay)\r\n\(authorization)\r\n"
    }
}
