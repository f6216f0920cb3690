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

/// `hamyar-agent rollback PRODUCT`
struct Rollback: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Go back to the version of a product that was there before.",
        discussion: """
            Where the version that is there changed the product's data, say what becomes of them: --data keep leaves them as they are
            now, --data restore brings the backup of before back, and what was entered since is lost. An install that waits for a
            person's word is answered by the same command.
            """)

    enum DataChoice: String, ExpressibleByArgument, CaseIterable {
        case keep, restore
    }

    @Argument(help: "The product, as `versions` shows it.") var product: String
    @Option(help: "What becomes of data that the version changed: keep, restore.") var data: DataChoice?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.perform {
            let call = WireLocalRollbackCall.with {
                $0.product = product
                $0.data = data?.rawValue ?? ""
            }
            var output = VersionsOutput(
                try await LocalAccess.use(common.home, logger: common.logger) { try await $0.rollback(call) })
            while output.products.contains(where: { $0.isUnderWay }) {
                try await Task.sleep(for: .milliseconds(500))
                let all = try await LocalAccess.use(common.home, logger: common.logger) { try await $0.versions() }
                guard let one = all.products.first(where: { $0.product == product }) else { break }
                output = VersionsOutput(one)
            }
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
