/// Until when distributions get updates for free (their own pages, as of November 2025); os-release may say it, too.
enum SupportEnd {
    // swift-format-ignore
    private static let days: [String: String] = [
        "debian 8": "2020-06-30", "debian 9": "2022-06-30", "debian 10": "2024-06-30", "debian 11": "2026-08-31",
        "debian 12": "2028-06-30", "debian 13": "2030-06-30",
        "ubuntu 14.04": "2019-04-30", "ubuntu 16.04": "2021-04-30", "ubuntu 18.04": "2023-05-31", "ubuntu 20.04": "2025-05-31",
        "ubuntu 22.04": "2027-04-30", "ubuntu 24.04": "2029-05-31",
        "centos 6": "2020-11-30", "centos 7": "2024-06-30", "centos 8": "2021-12-31",
        "rhel 6": "2020-11-30", "rhel 7": "2024-06-30", "rhel 8": "2029-05-31", "rhel 9": "2032-05-31",
        "rocky 8": "2029-05-31", "rocky 9": "2032-05-31", "almalinux 8": "2029-03-01", "almalinux 9": "2032-05-31",
        "alpine 3.15": "2023-11-01", "alpine 3.16": "2024-05-23", "alpine 3.17": "2024-11-22", "alpine 3.18": "2025-05-09",
        "alpine 3.19": "2025-11-01", "alpine 3.20": "2026-04-01", "alpine 3.21": "2026-11-01", "alpine 3.22": "2027-05-01",
        "opensuse-leap 15.4": "2023-12-07", "opensuse-leap 15.5": "2024-12-31", "opensuse-leap 15.6": "2026-04-30",
    ]

    /// `YYYY-MM-DD`; nil where nobody knows.
    static func day(_ facts: HostFacts) -> String? {
        if let day = facts.supportEnds { return day }
        guard let system = facts.system, let version = facts.systemVersion else { return nil }
        let parts = version.split(separator: ".")
        return days["\(system) \(version)"] ?? days["\(system) \(parts.prefix(2).joined(separator: "."))"]
            ?? parts.first.flatMap { days["\(system) \($0)"] }
    }
}
