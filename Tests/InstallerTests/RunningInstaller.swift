import Foundation
import Glibc
import Primitives
import Releases
import Updates

@testable import Installer

/// `hamyar-installer`, set up and serving, with a vendor's repository.
final class RunningInstaller {
    static let program = Command.built("hamyar-installer")
    static let user = InstallerFixture.hookUser

    let path: String
    let repository: SignedRepository
    /// Trees and scripts of versions.
    let fixture: InstallerFixture
    private var process: ServingProcess?

    var socket: String { path + "/control.sock" }
    var home: String { path + "/installer" }
    var client: InstallerClient { InstallerClient(socket: socket) }
    func root(_ product: String) -> InstallPlaces { InstallPlaces(root: path + "/" + product) }

    /// - Parameter products: with the words of their health.
    init(products: [String: String]) throws {
        fixture = try InstallerFixture()
        repository = try SignedRepository(products: products.keys.sorted(), now: SystemWallClock().now())
        path = fixture.path + "/real"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        chmod(path, 0o755)
        let specifications = products.flatMap { name, health in
            ["--product", "\(name)=\(path)/\(name),user=\(Self.user),group=\(Self.user),data=\(fixture.data),health=\(health)"]
        }
        let made = try Command(
            [Self.program, "init", "--root", repository.rootFile, "--directory", home, "--socket", socket] + specifications)
        guard made.status == 0 else { throw Failure(.installerSettings, ["path": home, "reason": made.output]) }
    }

    /// - Parameter words: what runs the program, as strace.
    func start(through words: [String] = []) throws {
        process = try ServingProcess(words + [Self.program, "serve", "--directory", home])
    }

    func end() {
        process?.end()
    }

    func remove() {
        end()
        fixture.remove()
        repository.remove()
    }

    /// Publishes and spools a version, asks for it, and waits until nothing is under way.
    func install(_ version: String, of product: String, _ targets: [ReleaseWorkspace.Built]) throws -> InstallOutcome? {
        try repository.fill(fixture.spool, with: targets)
        return try outcome(of: product) { _ = try client.ask(.install(product: product, version: version, spool: fixture.spool)) }
    }

    /// What comes of a request, once nothing is under way any more.
    func outcome(of product: String, _ request: () throws -> Void) throws -> InstallOutcome? {
        let before = try client.ask(.versions(product: product)).products.first?.state?.outcomes.count ?? 0
        try request()
        let clock = SystemInstallClock()
        let deadline = clock.steady() + .seconds(60)
        while clock.steady() < deadline {
            let state = try client.ask(.versions(product: product)).products.first?.state
            if let state, state.install == nil, state.outcomes.count > before { return state.outcomes.last }
            clock.pause(.milliseconds(50))
        }
        return nil
    }
}
