import ArgumentParser
import Console
import Foundation

/// Where releases are made, and with which keys.
struct ReleaseOptions: ParsableArguments {
    @Option(
        name: .customLong("in"),
        help: ArgumentHelp(
            "The release directory. Default: $HAMYAR_RELEASES, else releases/ in the state directory.", valueName: "directory"),
        completion: .directory)
    var directory: String?
    @Option(
        help: "A directory of private keys (*.pem). Default: $HAMYAR_RELEASE_KEYS, else release-keys/ in the state directory.",
        completion: .directory)
    var keys: String?
    @Option(
        name: .customLong("key"),
        help: "A private key's file; may be given several times. Then no directory of keys is looked for.",
        completion: .file(extensions: ["pem"]))
    var keyFiles: [String] = []

    func place(_ common: CommonOptions) -> ReleasePlace {
        ReleasePlace(
            common.home, directory: directory, keys: keys, files: keyFiles, environment: ProcessInfo.processInfo.environment,
            asking: Passphrases(speech: common.speech).ask)
    }
}

/// The release directory alone, where no key is needed.
struct ReleaseDirectoryOption: ParsableArguments {
    @Option(
        name: .customLong("in"),
        help: ArgumentHelp(
            "The release directory. Default: $HAMYAR_RELEASES, else releases/ in the state directory.", valueName: "directory"),
        completion: .directory)
    var directory: String?

    func place(_ common: CommonOptions) -> ReleasePlace {
        ReleasePlace(
            common.home, directory: directory, keys: nil, files: [], environment: ProcessInfo.processInfo.environment,
            asking: Passphrases(speech: common.speech).ask)
    }
}
