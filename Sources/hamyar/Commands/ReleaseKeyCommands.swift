import ArgumentParser
import Console

struct ReleaseInit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Begin a release directory: root and targets, with their keys.",
        discussion: """
            Makes root-1, root-2 and root-3 (two of them must sign), targets, scripts and snapshot among the keys here, where they are not \
            there yet. Then move the three root keys to three people, off this computer. With --root-key they made their own \
            (hamyar release key new) and none is made here.

            Timestamp is the relay's: its key is asked of it, or given.
            """)

    @Option(help: "The relay's public key for timestamp (hamyar-relay releases init). Default: the relay is asked.")
    var timestampKey: String?
    @Option(help: "A public key for root: 64 hexadecimal digits, or a key's file; may be given several times.")
    var rootKey: [String] = []
    @Option(help: "How many of them must sign. Default: all but one.") var threshold: Int?
    @OptionGroup var options: ReleaseOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.answering {
            let begun = try await options.place(common).begin(timestamp: timestampKey, root: rootKey, threshold: threshold) {
                try await common.releasesAtRelay(product: nil, version: nil)
            }
            if rootKey.isEmpty { common.say(common.speech.word(.rootKeysApart)) }
            return Answer(begun)
        }
    }
}

struct ReleaseKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Keys of those who sign.", subcommands: [New.self, Add.self])

    struct New: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a private key in a file that only you can read, and print its public half.",
            discussion: """
                Needs no network and no release directory. Where the file is a key already, it stays. A key with a passphrase signs where \
                that is typed, or where HAMYAR_RELEASE_PASSPHRASE_FILE names a file with it.
                """)
        @Argument(help: "The new file.", completion: .file(extensions: ["pem"])) var file: String
        @Flag(help: "Ask for a passphrase at the terminal; only with it the file is of use.") var passphrase = false
        @Option(
            help: "A file whose first line is the passphrase; only its owner can read it.", completion: .file())
        var passphraseFile: String?
        @OptionGroup var common: CommonOptions

        func validate() throws {
            if passphrase, passphraseFile != nil { throw ValidationError("--passphrase or --passphrase-file, not both.") }
        }

        func run() async throws {
            try await common.answering {
                let secret =
                    try passphraseFile.map { try ReleasePlace.passphrase(inFile: $0) }
                    ?? (passphrase ? Passphrases(speech: common.speech).new(file) : nil)
                return Answer(try ReleasePlace.newKey(file, passphrase: secret))
            }
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a role more keys; a product that has none yet begins with it.",
            discussion: """
                A role is root, targets, snapshot, scripts (which signs scripts and declarations of diagnostics), or a product's name. What changes is staged for signatures: root by both its \
                former and its new keys, a product's keys by targets.

                Example: hamyar release key add ledger 3b6a… 9f02… --threshold 2
                """)
        @Argument(help: "root, targets, snapshot, scripts, or a product.") var role: String
        @Argument(help: "Public keys: 64 hexadecimal digits, or a key's file.") var keys: [String]
        @Option(help: "How many of its keys must sign. Default: as before, 1 for a new product.") var threshold: Int?
        @OptionGroup var options: ReleaseDirectoryOption
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering { Answer(try options.place(common).add(keys, to: role, threshold: threshold)) }
        }
    }
}

struct ReleaseRotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Give a role other keys instead of those that it has.",
        discussion: """
            A new root needs the signatures of the former root's keys as well: machines go from one to the next. What a product's former \
            keys signed is worth nothing once this is published; its releases wait for the new keys' signatures.
            """)
    @Argument(help: "root, targets, snapshot, timestamp, scripts, or a product.") var role: String
    @Argument(help: "Public keys: 64 hexadecimal digits, or a key's file.") var keys: [String]
    @Option(help: "How many of them must sign. Default: as before.") var threshold: Int?
    @OptionGroup var options: ReleaseDirectoryOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.answering { Answer(try options.place(common).rotate(role, to: keys, threshold: threshold)) }
    }
}

struct ReleaseRenew: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renew", abstract: "Stage the next version of roles as they are, before their time runs out.",
        discussion:
            "Without a role: all that have less than half of their time left. Snapshot is renewed by publish, timestamp by the relay."
    )
    @Argument(help: "root, targets, scripts, or a product.") var roles: [String] = []
    @OptionGroup var options: ReleaseDirectoryOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.answering { Answer(try options.place(common).renew(roles)) }
    }
}

struct ReleaseSign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "Sign what is staged with the keys that are here. Needs no network.",
        discussion: """
            A signer needs the release directory and a key. Several people sign one after the other, each on a computer of their own; \
            the directory travels between them.
            """)
    @OptionGroup var options: ReleaseOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.answering { Answer(try options.place(common).sign()) }
    }
}
