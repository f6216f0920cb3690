/// The points of the customer club.
enum ClubTables {
    static let sql = """
        -- Owner: Commerce. Insert-only, kept as long as the customer is: points once for each hold that succeeded. No
        -- personal data.
        CREATE TABLE club_points (
            sequence INTEGER PRIMARY KEY, customer TEXT NOT NULL REFERENCES customers (id),
            hold TEXT NOT NULL UNIQUE REFERENCES holds (id), kind TEXT NOT NULL, points INTEGER NOT NULL CHECK (points > 0),
            time INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX points_of_customer ON club_points (customer);
        \(CommerceMigrations.insertOnly("club_points"))
        """
}
