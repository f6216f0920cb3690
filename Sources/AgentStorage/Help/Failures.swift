package import Primitives

extension Failure.Code {
    /// As many questions wait for the relay as are kept (`limit`).
    package static let agentQuestionsFull = Failure.Code(rawValue: "agent.questions-full")
}
