import Primitives

extension Failure {
    /// Whether the way to the peer failed, not the work: the same operation may go on later.
    var isInterruption: Bool {
        let family = code.rawValue.prefix { $0 != "." }
        return ["connection", "stream", "mux", "tls", "record", "frame", "compression", "network", "proxy", "transport"]
            .contains(String(family)) || code == .operationSuperseded || code.rawValue == "call.timeout"
            || code.rawValue == "call.no-reply"
    }
}
