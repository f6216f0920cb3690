import Primitives
import Sessions

/// Bounds of the fields of calls, where the relay's storage has none of its own.
enum DeskLimits {
    /// Characters of a key: programs choose random ones, people perhaps the number of a letter.
    static let keyCharacters = 100
    /// Characters of a word that people type to name something: a number, an id or a name.
    static let wordCharacters = 200
    /// Bytes of one file that is imported, and of a table beside it: a call is one frame of 64 KiB.
    static let fileBytes = 48 * 1024
    /// Values that a purchase or renewal may say beside the plan, of each sort: a plan has a handful of quotas and kinds.
    static let overrides = 64
    /// Metres of a route: as sites have it, half around the world.
    static let metres: Int64 = 20_000_000
    /// How far ahead `due.list` looks where nobody says otherwise, in days.
    static let dueDays = 14
    /// The last instant that a call may name as the time of something, milliseconds: the year 2200. What lies beyond it, or before
    /// 1970, is mistyped.
    static let latestTime: Int64 = 7_258_118_400_000
    /// Characters of a text in a list of several things: `show` has all of it.
    static let summaryCharacters = 300
    /// Events of a timeline that one reply tries to hold, the newest.
    static let events = 100
}
