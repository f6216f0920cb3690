/// What an install is given from outside.
package struct InstallSurroundings: Sendable {
    package let releases: any ReleaseSource
    package let hooks: any HookRunner
    package let clock: any InstallClock
    package let notices: InstallNotices
    /// How long the version before stays.
    package let keeping: Duration

    package init(
        releases: any ReleaseSource, hooks: any HookRunner, clock: any InstallClock, notices: InstallNotices, keeping: Duration
    ) {
        self.releases = releases
        self.hooks = hooks
        self.clock = clock
        self.notices = notices
        self.keeping = keeping
    }
}
