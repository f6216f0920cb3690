import Cryptography
import Payloads

enum TreeDigest {
    static func of(_ path: String) -> String? {
        try? SourceTree(path).listing().digest.description
    }
}
