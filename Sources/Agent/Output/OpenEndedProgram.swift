/// Programs that run whatever they are given: shells, interpreters, and programs that start others. Who allows one of them allows all that its
/// user may do. The list is for a person's eyes and bounds nothing: a program that is not on it may do the same.
enum OpenEndedProgram {
    private static let shells = "sh bash rbash dash ash zsh ksh mksh pdksh yash fish csh tcsh pwsh busybox toybox"

    private static let interpreters = """
        python pypy perl ruby irb node nodejs deno bun php php-cgi lua luajit tclsh wish expect awk gawk mawk nawk original-awk sed guile \
        java jshell erl elixir iex ghci R Rscript octave julia swift go cargo make gmake gdb lldb dc sqlite3 psql mysql mariadb \
        vi vim nvim ex ed emacs
        """

    private static let starters = """
        env xargs parallel find nice ionice nohup timeout setsid stdbuf time watch chroot unshare nsenter setarch taskset chrt flock script \
        strace ltrace start-stop-daemon run-parts capsh setpriv sudo su doas runuser pkexec systemd-run at batch crontab ssh socat nc ncat \
        tar git rsync docker podman nerdctl lxc kubectl screen tmux dpkg apt apt-get rpm dnf yum pip npm npx ld.so ld-linux.so \
        ld-linux-x86-64.so ld-linux-aarch64.so
        """

    private static let names = Set([shells, interpreters, starters].flatMap { $0.split(separator: " ") })

    /// By the last name of a path, with its version or without: `/usr/bin/python3.11`, `sh`.
    static func isOne(_ program: String) -> Bool {
        guard let name = program.split(separator: "/").last else { return false }
        guard !names.contains(name) else { return true }
        var stem = name
        while let last = stem.last, last.isASCII, last.isNumber || last == "." || last == "-" { stem.removeLast() }
        return names.contains(stem)
    }
}
