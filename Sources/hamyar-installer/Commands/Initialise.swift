import ArgumentParser
import Installer
import Primitives

struct Initialise: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Set the installer up: the vendor's root, and the products that it may touch.",
        discussion: """
            ROOT is the vendor's 1.root.json, brought by a way that you trust. Each product is said by \
            NAME=ROOT,user=USER[,group=GROUP][,data=DIR][,health=HEALTH]: the directory of its versions, as whom its hooks run (never \
            root), what they get as HAMYAR_DATA, and how the installer learns that it is well: hook (its own health hook), report (it \
            says so at this socket: the agent), file:PATH (touched while it is well), http:SOCKET:RESOURCE (GET over a Unix socket).
            """)

    @Option(help: "A file with the vendor's root metadata.", completion: .file(extensions: ["json"])) var root: String
    @Option(name: .customLong("product"), help: "A product; repeatable.") var products: [String] = []
    @Option(name: .customLong("client"), help: "A user who may ask the installer, beside root; repeatable.")
    var clients: [String] = []
    @Option(help: "Days that the version before stays after a commit.") var keepDays = 7
    @Option(help: "The installer's directory.", completion: .directory) var directory = InstallerHome.standardPath
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.perform {
            let users = try clients.map { name in
                guard let found = LocalUser.find(name) else {
                    throw Failure(.installerSettings, ["path": name, "reason": "user \(name)"])
                }
                return found.user
            }
            let settings = InstallerSettings(
                socket: common.socket, clients: users, keepDays: keepDays,
                products: try products.map { try ProductSettings(words: $0) })
            try InstallerInitialisation(home: InstallerHome(path: directory), root: root, settings: settings).run()
            if common.json {
                print(try InstallerOutput.text(["directory": directory]))
            } else {
                print("\(InstallerPhrase.ready.text(in: common.language)) \(directory)")
            }
        }
    }
}
