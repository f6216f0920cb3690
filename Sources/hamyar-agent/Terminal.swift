import Glibc

/// The person at standard input.
enum Terminal {
    /// What was printed is seen now.
    static func flush() { fflush(nil) }

    /// Prints a question and reads one line; nil at the end of the input.
    static func ask(_ question: String) -> String? {
        print(question, terminator: " ")
        fflush(nil)
        return readLine().map { line in
            let characters = line.drop { $0.isWhitespace }
            return String(characters.reversed().drop { $0.isWhitespace }.reversed())
        }
    }
}
