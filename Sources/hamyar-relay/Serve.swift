import ArgumentParser
import Foundation
import Logging
import NIOPosix
import Primitives
import Relay
import Sentences
import ServiceLifecycle
import UnixSignals

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the relay until it is told to stop (SIGTERM, SIGINT).",
        discussion: "Prints one line `listening on HOST:PORT` once it takes connections. Logs go to standard error.")

    @OptionGroup var options: ConsoleOptions

    @Option(help: ArgumentHelp("Where to listen; port 0 lets the system choose.", valueName: "host:port"))
    var listen = "0.0.0.0:7443"

    @OptionGroup var contentOptions: WaitingContentOptions

    @Option(help: "trace, debug, info, notice, warning or error.")
    var logLevel = "notice"

    func validate() throws {
        guard Self.split(listen) != nil else { throw ValidationError("--listen takes HOST:PORT, such as 0.0.0.0:7443.") }
        guard Logger.Level(rawValue: logLevel) != nil else { throw ValidationError("--log-level \(logLevel) is not a level.") }
    }

    func run() async throws {
        guard let (host, port) = Self.split(listen) else { return }
        var logger = Logger(label: "hamyar-relay") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: logLevel) ?? .notice
        do {
            let relay = try RelayService(
                home: options.home, host: host, port: port, group: MultiThreadedEventLoopGroup.singleton,
                limits: contentOptions.limits, releaseLimits: contentOptions.releaseLimits, logger: logger
            ) { host, port in
                let address = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
                FileHandle.standardOutput.write(Data("listening on \(address)\n".utf8))
            }
            let group = ServiceGroup(
                services: [relay], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
            try await group.run()
        } catch {
            throw options.refusal(error)
        }
    }

    /// `HOST:PORT`, `[v6]:PORT`.
    static func split(_ text: String) -> (host: String, port: Int)? {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]), (0...65535).contains(port)
        else { return nil }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        return host.isEmpty ? nil : (host, port)
    }
}
