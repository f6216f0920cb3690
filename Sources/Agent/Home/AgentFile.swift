import DurableFiles

/// Files of the agent's state directory.
extension DurableFile {
    init(_ path: String) {
        self.init(path, failing: .agentDirectory)
    }
}
