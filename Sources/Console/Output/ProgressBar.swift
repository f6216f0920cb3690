import Foundation
import Primitives
package import Sentences
import Synchronization
import Transport

/// Draws a progress line on standard error, ten times a second at most; does nothing where no person watches. Any thread.
package final class ProgressBar: Sendable {
    private static let interval: Duration = .milliseconds(100)

    private struct State {
        var line: ProgressLine?
        var traffic: StreamTraffic?
        var held: UInt64 = 0
        var sent: UInt64 = 0
        var filesDone = 0
        var started = ContinuousClock.now
        var drawn: ContinuousClock.Instant?
        var said: Set<String> = []
    }

    private let terminal: Terminal
    private let language: Language
    private let state = Mutex(State())

    package init(_ terminal: Terminal, _ language: Language) {
        self.terminal = terminal
        self.language = language
    }

    /// Begins, or begins again after a lost connection.
    ///
    /// - Parameters:
    ///   - held: bytes that need not travel.
    ///   - files: how many there are; shown where there are several.
    ///   - traffic: of the stream, for what compression gains.
    func start(total: UInt64, held: UInt64, files: Int = 1, traffic: StreamTraffic? = nil) {
        guard terminal.showsProgress else { return }
        state.withLock {
            $0 = State(
                line: ProgressLine(total: total, files: files, language: language, width: terminal.width), traffic: traffic,
                held: held)
        }
        advance(by: 0)
    }

    /// So many bytes are through since the start, however they travelled.
    func reached(bytes: Int64) {
        let already = state.withLock { $0.sent }
        advance(by: Int(clamping: max(0, bytes - Int64(clamping: already))))
    }

    /// The digests of so many bytes are made, before anything travels.
    func digested(bytes: Int64, files: Int) {
        state.withLock { $0.filesDone = files }
        reached(bytes: bytes)
    }

    func advance(by bytes: Int) {
        let text: String? = state.withLock { state in
            guard let line = state.line else { return nil }
            state.sent += UInt64(clamping: bytes)
            let now = ContinuousClock.now
            if let drawn = state.drawn, now - drawn < Self.interval { return nil }
            state.drawn = now
            return line.text(
                done: state.held &+ state.sent, sent: state.sent, filesDone: state.filesDone, elapsed: now - state.started,
                compression: state.traffic.map { ($0.rawBytes, $0.wireBytes) } ?? (0, 0))
        }
        if let text { draw(text) }
    }

    /// The bytes are through; the machine verifies and signs.
    func verify() {
        guard state.withLock({ $0.line != nil }) else { return }
        draw(language.word(.verifying) + "…")
    }

    /// Leaves the line empty.
    func finish() {
        guard
            state.withLock({ state in
                defer { state.line = nil }
                return state.line != nil
            })
        else { return }
        draw("")
    }

    /// A line for people that stays, whoever watches.
    func say(_ text: (Language) -> String) {
        let erasing = terminal.showsProgress ? "\r\u{1b}[K" : ""
        try? FileHandle.standardError.write(contentsOf: Data((erasing + text(language) + "\n").utf8))
    }

    /// A line that stays, once, where no line is drawn over and over: who reads a file or a pipe learns what is waited for.
    func sayOnce(_ text: (Language) -> String) {
        let line = text(language)
        guard !terminal.showsProgress, state.withLock({ $0.said.insert(line).inserted }) else { return }
        say { _ in line }
    }

    /// Something else than a transfer's progress, in its place.
    func show(_ text: (Language) -> String) {
        guard terminal.showsProgress else { return }
        draw(text(language))
    }

    private func draw(_ text: String) {
        // Carriage return, text, erase to the end of the line.
        try? FileHandle.standardError.write(contentsOf: Data("\r\(text)\u{1b}[K".utf8))
    }
}
