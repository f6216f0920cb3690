import Agent
import ArgumentParser
import Documents
import Foundation
import Messages
import Primitives
import Sentences
import SwiftProtobuf

/// `hamyar-agent versions`
struct Versions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What is installed here: the version of each product, what it can go back to, what failed.")
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.perform {
            let output = VersionsOutput(
                try await LocalAccess.use(common.home, logger: common.logger) { try await $0.versions() })
            return CommandOutput(document: output, text: VersionsText.make(output, in: common.language))
        }
    }
}

/// `hamyar-agent trust-releases FILE`
struct TrustReleases: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Trust the releases of the vendor whose root metadata are in FILE; once for a machine.")
    @Argument(help: "root.json, from the vendor, by a way that you trust.") var file: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.perform {
            let output = try ReleaseTrust.begin(file, at: common.home)
            return CommandOutput(document: output, text: output.text(in: common.language))
        }
    }
}
