import Cryptography
import Foundation
import Glibc
import Installer
import Primitives

/// Releases whose descriptions lie in the spool as JSON: how a description is signed is not what these tests are about.
struct SpoolReleases: ReleaseSource {
    struct Described: Codable {
        let platform: String
        let description: VersionDescription
        let floors: [String]
        let minimum: String?
        let length: Int64
        let digest: Digest
        let tree: Digest
        let files: Int
        let bytes: Int64
    }

    func release(
        product: String, version: String, installed: String?, spool: String, at now: Timestamp
    ) throws -> VerifiedRelease {
        let path = "\(spool)/\(product)-\(version)"
        guard let data = FileManager.default.contents(atPath: path + ".json") else {
            let words = ["product": product, "version": version]
            throw Failure(Failure.Code(rawValue: "install.no-release"), words)
        }
        let described = try JSONDecoder().decode(Described.self, from: data)
        return VerifiedRelease(
            product: product, description: described.description, platform: described.platform, floors: described.floors,
            minimum: described.minimum,
            payload: VerifiedRelease.Payload(
                path: path + ".tar.zst", length: described.length, digest: described.digest),
            treeDigest: described.tree, files: described.files, bytes: described.bytes)
    }
}
