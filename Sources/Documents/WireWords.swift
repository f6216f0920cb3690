package import Messages

/// Enumerations of the wire as words for documents.
extension WirePlace {
    package var word: String {
        switch self {
        case .remote: "remote"
        case .phone: "phone"
        case .onSite: "on-site"
        case .company: "company"
        case .agency: "agency"
        case .unspecified, .UNRECOGNIZED: "unknown"
        }
    }
}

extension WireCoverage {
    package var word: String {
        switch self {
        case .covered: "covered"
        case .free: "free"
        case .priced: "priced"
        case .denied: "denied"
        case .unspecified, .UNRECOGNIZED: "unknown"
        }
    }
}

extension WireResult {
    package var word: String {
        switch self {
        case .succeeded: "succeeded"
        case .failed: "failed"
        case .notPerformed: "not-performed"
        case .unspecified, .UNRECOGNIZED: "unknown"
        }
    }
}
