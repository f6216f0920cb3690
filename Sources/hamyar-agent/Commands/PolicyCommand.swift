import Agent
import ArgumentParser
import Documents
import Entitlement
import Messages
import Primitives
import Sentences
import Sessions
import SwiftProtobuf

/// `hamyar-agent policy add | list | show | revoke`
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "Allow updates beforehand, at hours that suit you; they count as your request.",
        subcommands: [Add.self, List.self, Show.self, Revoke.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Allow updates of a product beforehand.",
            discussion: """
                What your contract covers is then installed without a question; what costs is asked as always, unless it lies within
                --cap, which you may set up to your own limit.

                Example: hamyar-agent policy add --allow update:daftar --hours 'Thu 20:00-24:00' --until 1406-12-29
                """)
        @Option(help: "update:PRODUCT; may be given more than once.") var allow: [String]
        @Option(help: "Hours of the week, such as 'Thu 20:00-24:00' or 'Sat-Wed 22:00-02:00, Fri 00:00-24:00'; else any.")
        var hours: String = ""
        @Option(help: "The last day on which it holds, Jalali or Gregorian.") var until: String
        @Option(help: "Rials that one update may cost without a question.") var cap: String = "0"
        @Option(help: "The zone of the hours.") var zone: String = "Asia/Tehran"
        @OptionGroup var common: CommonOptions

        func validate() throws {
            if RialsText.parse(cap) == nil { throw ValidationError("--cap takes a number of rials.") }
        }

        func run() async throws {
            try await common.perform {
                let clock = try CivilZone(identifier: zone)
                let end = clock.midnight(of: try CivilDate(parsing: until).adding(days: 1))
                let call = WireLocalPolicyCall.with {
                    $0.allow = allow
                    $0.hours = hours
                    $0.until = end.milliseconds
                    $0.costCap = RialsText.parse(cap) ?? 0
                    $0.zone = zone
                }
                let added = try await LocalAccess.use(common.home, logger: common.logger) { try await $0.addPolicy(call) }
                let output = try PolicyOutput(added)
                return CommandOutput(document: output, text: PolicyText.make(output, in: common.language))
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show what is allowed beforehand, and what was.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.perform {
                let output = try PoliciesOutput(
                    try await LocalAccess.use(common.home, logger: common.logger) { try await $0.policies() })
                return CommandOutput(document: output, text: PolicyText.make(output, in: common.language))
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one policy.")
        @Argument(help: "Its id, or the beginning of it.") var policy: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.perform {
                let all = try PoliciesOutput(
                    try await LocalAccess.use(common.home, logger: common.logger) { try await $0.policies() })
                let output = try all.one(policy)
                return CommandOutput(document: output, text: PolicyText.make(output, in: common.language))
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a policy back, and what was granted on it, with or without the relay.")
        @Argument(help: "Its id, or the beginning of it.") var policy: String
        @Option(help: "Why; the vendor can read it.") var reason = ""
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.perform {
                let call = WireLocalPolicyRevokeCall.with {
                    $0.policy = policy
                    $0.reason = reason
                }
                let taken = try await LocalAccess.use(common.home, logger: common.logger) { try await $0.revokePolicy(call) }
                let output = try PolicyOutput(taken)
                return CommandOutput(document: output, text: PolicyText.make(output, in: common.language))
            }
        }
    }
}
