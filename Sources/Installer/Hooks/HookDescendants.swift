import Foundation
import Glibc

/// Ends what a hook left behind: its session, and whatever left that but has the hook's mark in its environment.
enum HookDescendants {
    /// So often at most, for those that start others meanwhile.
    private static let rounds = 16

    static func kill(session: pid_t, mark: String, user: UInt32) {
        kill(of: user) { $1 == session || has("HAMYAR_RUN=" + mark, $0) }
    }

    /// What hooks of an install left running when the installer went down; the product itself stays.
    static func kill(ofInstall id: String, user: UInt32) {
        kill(of: user) { process, _ in has(variable(id), process) }
    }

    /// In the environment of every hook that may leave nothing behind.
    static func variable(_ id: String) -> String { "HAMYAR_HOOK_OF=" + id }

    private static func kill(of user: UInt32, where condition: (pid_t, pid_t) -> Bool) {
        for _ in 0..<rounds {
            let found = processes(of: user, where: condition)
            guard !found.isEmpty else { return }
            for process in found { Glibc.kill(process, SIGKILL) }
            usleep(2000)
        }
    }

    /// - Parameter condition: of a process and its session.
    private static func processes(of user: UInt32, where condition: (pid_t, pid_t) -> Bool) -> [pid_t] {
        let own = getpid()
        // Hooks have no way to become another user.
        let expected = geteuid() == 0 ? user : geteuid()
        var owner = stat()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { process in
            guard process != own, process > 1, stat("/proc/\(process)", &owner) == 0, owner.st_uid == expected,
                let fields = status(process), fields.state != "Z"
            else { return false }
            return condition(process, fields.session)
        }
    }

    /// State and session of /proc/PID/stat; the name before them may hold spaces and parentheses.
    private static func status(_ process: pid_t) -> (state: Substring, session: pid_t)? {
        guard let data = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return nil }
        let text = String(decoding: data, as: UTF8.self)
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 3, let session = pid_t(fields[3]) else { return nil }
        return (fields[0], session)
    }

    private static func has(_ variable: String, _ process: pid_t) -> Bool {
        guard let data = FileManager.default.contents(atPath: "/proc/\(process)/environ") else { return false }
        return data.range(of: Data(variable.utf8)) != nil
    }
}
