import Storage

/// What the vendor publishes, and who may fetch which of it.
enum ReleaseMigrations {
    static let all = [
        Migration(
            version: 15, name: "releases",
            sql: """
                -- Owner: Releases. Files of metadata and targets that lie in releases/ beside the database under SHA-256 of their
                -- bytes. `named`: when somebody put it or the current snapshot named it last; a row goes 30 days after that, then its file.
                -- No personal data.
                CREATE TABLE release_files (
                    digest BLOB PRIMARY KEY, size INTEGER NOT NULL CHECK (size >= 0), stored INTEGER NOT NULL,
                    named INTEGER NOT NULL
                ) STRICT;

                -- Owner: Releases. Files on their way, in releases/ as parts. `held`: their first blocks that are durable. Rows go
                -- when the file is whole, and 14 days after the last block.
                CREATE TABLE release_uploads (
                    manifest BLOB NOT NULL, technician TEXT NOT NULL REFERENCES technicians (id),
                    size INTEGER NOT NULL CHECK (size >= 0), held INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0),
                    touched INTEGER NOT NULL,
                    PRIMARY KEY (manifest, technician)
                ) STRICT, WITHOUT ROWID;

                -- Owner: Releases. Each snapshot that became the current one; the last row is the current one. Kept for good: who
                -- published what.
                CREATE TABLE releases (
                    number INTEGER PRIMARY KEY, root INTEGER NOT NULL, snapshot INTEGER NOT NULL, targets INTEGER NOT NULL,
                    digest BLOB NOT NULL, root_expires INTEGER NOT NULL, snapshot_expires INTEGER NOT NULL,
                    technician TEXT NOT NULL REFERENCES technicians (id), published INTEGER NOT NULL
                ) STRICT;

                -- Owner: Releases. Names of metadata, which never change their content. `dropped`: since when the current snapshot
                -- does not name it; it goes with its file. `expires`: when it runs out, and `role`, as it says of itself.
                CREATE TABLE release_metadata (
                    name TEXT PRIMARY KEY, digest BLOB NOT NULL REFERENCES release_files (digest), role TEXT NOT NULL,
                    version INTEGER NOT NULL, expires INTEGER NOT NULL, dropped INTEGER
                ) STRICT, WITHOUT ROWID;

                -- Owner: Releases. The one timestamp, signed here; it changes in place.
                CREATE TABLE release_timestamp (
                    id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL CHECK (version > 0), content BLOB NOT NULL,
                    signed INTEGER NOT NULL, expires INTEGER NOT NULL
                ) STRICT;

                -- Owner: Releases. What the targets roles list; `custom` is what they say of it. `dropped`: since when it is
                -- withdrawn. Rows stay, so that what machines have keeps its name; their files go.
                CREATE TABLE release_targets (
                    path TEXT NOT NULL, digest BLOB NOT NULL, size INTEGER NOT NULL, role TEXT NOT NULL, product TEXT NOT NULL,
                    version TEXT NOT NULL, platform TEXT NOT NULL, kind TEXT NOT NULL, for_version TEXT NOT NULL,
                    from_version TEXT NOT NULL, released TEXT NOT NULL, dropped INTEGER, PRIMARY KEY (path, digest)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX release_targets_of_product ON release_targets (product, version);

                -- Owner: Releases. Targets that a session names: its machine alone may fetch them, while it is active. Kept as the
                -- session is.
                CREATE TABLE session_targets (
                    session TEXT NOT NULL REFERENCES sessions (id), path TEXT NOT NULL, digest BLOB NOT NULL,
                    named INTEGER NOT NULL, PRIMARY KEY (session, path, digest)
                ) STRICT, WITHOUT ROWID;

                -- Owner: Releases. Which machine has fetched which target to its end. No personal data.
                CREATE TABLE release_fetches (
                    machine TEXT NOT NULL REFERENCES machines (id), path TEXT NOT NULL, digest BLOB NOT NULL,
                    time INTEGER NOT NULL, PRIMARY KEY (machine, path, digest)
                ) STRICT, WITHOUT ROWID;
                """)
    ]
}
