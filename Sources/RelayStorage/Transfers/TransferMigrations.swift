import Storage

/// Manifests of what travelled, content and operations that wait, and what machines are chosen by.
enum TransferMigrations {
    static let all = [
        Migration(
            version: 12, name: "waiting-transfers",
            sql: """
                -- Owner: Transfers. Once for each digest: the exact bytes of the Manifest, a zlib stream of them. Paths are
                -- personal data: a manifest goes when nothing names it any more.
                CREATE TABLE manifests (
                    digest BLOB PRIMARY KEY, content BLOB NOT NULL, size INTEGER NOT NULL CHECK (size >= 0),
                    stored INTEGER NOT NULL
                ) STRICT;

                -- Owner: Transfers. What an operation carried or was to carry. Kept as session_objects are; erasure deletes
                -- the session's rows, then the manifests that nothing names.
                CREATE TABLE operation_manifests (
                    operation TEXT NOT NULL, session TEXT NOT NULL REFERENCES sessions (id),
                    manifest BLOB NOT NULL REFERENCES manifests (digest), time INTEGER NOT NULL,
                    PRIMARY KEY (operation, manifest)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX manifests_of_session ON operation_manifests (session, time);
                CREATE INDEX operations_of_manifest ON operation_manifests (manifest);

                -- Owner: Transfers. Content that lies in blobs/ beside the database under its id: SHA-256 of its bytes. A row
                -- without a waiting operation goes a day after its last use, then its file. No personal data in the row.
                CREATE TABLE blobs (
                    id BLOB PRIMARY KEY, size INTEGER NOT NULL CHECK (size >= 0), stored INTEGER NOT NULL,
                    used INTEGER NOT NULL
                ) STRICT;

                -- Owner: Transfers. Who has sent this content under which manifest: they alone may have it pushed, and their
                -- quotas pay for it. Goes with its blob.
                CREATE TABLE blob_owners (
                    manifest BLOB NOT NULL REFERENCES manifests (digest), technician TEXT NOT NULL REFERENCES technicians (id),
                    organisation TEXT NOT NULL, blob BLOB NOT NULL REFERENCES blobs (id) ON DELETE CASCADE,
                    PRIMARY KEY (manifest, technician)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX owners_of_blob ON blob_owners (blob);

                -- Owner: Transfers. Content on its way, in blobs/ as a part. `held`: its first blocks that are durable. Rows go
                -- when the content is whole, and 14 days after their last block.
                CREATE TABLE blob_uploads (
                    manifest BLOB NOT NULL REFERENCES manifests (digest), technician TEXT NOT NULL REFERENCES technicians (id),
                    organisation TEXT NOT NULL, size INTEGER NOT NULL CHECK (size >= 0),
                    held INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0), began INTEGER NOT NULL, touched INTEGER NOT NULL,
                    PRIMARY KEY (manifest, technician)
                ) STRICT, WITHOUT ROWID;

                -- Owner: Transfers. Signed pushes that the relay performs when their session is active. Kept as operations are;
                -- paths are personal data: erasure empties `operation`, the digest stays. `blob` may be gone when it is over.
                CREATE TABLE stored_operations (
                    id TEXT PRIMARY KEY, session TEXT NOT NULL REFERENCES sessions (id),
                    machine TEXT NOT NULL REFERENCES machines (id), technician TEXT NOT NULL REFERENCES technicians (id),
                    organisation TEXT NOT NULL, operation BLOB NOT NULL, operation_digest BLOB NOT NULL UNIQUE,
                    manifest BLOB NOT NULL REFERENCES manifests (digest), blob BLOB NOT NULL, size INTEGER NOT NULL,
                    ends_session INTEGER NOT NULL CHECK (ends_session IN (0, 1)), keep_until INTEGER NOT NULL,
                    stored INTEGER NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed', 'expired', 'cancelled')),
                    code TEXT NOT NULL DEFAULT '', attempts INTEGER NOT NULL DEFAULT 0, retry_at INTEGER NOT NULL DEFAULT 0,
                    finished INTEGER, CHECK ((state = 'waiting') = (finished IS NULL))
                ) STRICT;
                CREATE INDEX stored_operations_of_session ON stored_operations (session);
                CREATE INDEX stored_operations_of_technician ON stored_operations (technician, stored);
                CREATE INDEX stored_operations_of_blob ON stored_operations (blob) WHERE state = 'waiting';
                CREATE INDEX stored_operations_that_wait ON stored_operations (keep_until) WHERE state = 'waiting';

                -- Owner: Identity. Words by which technicians choose machines; changed by them alone. Not about persons.
                CREATE TABLE machine_tags (
                    machine TEXT NOT NULL REFERENCES machines (id), tag TEXT NOT NULL, added INTEGER NOT NULL,
                    PRIMARY KEY (machine, tag)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX machines_of_tag ON machine_tags (tag);

                -- Owner: Identity. What each machine said last of what is installed on it. No personal data.
                CREATE TABLE machine_products (
                    machine TEXT NOT NULL REFERENCES machines (id), name TEXT NOT NULL, version TEXT NOT NULL,
                    PRIMARY KEY (machine, name)
                ) STRICT, WITHOUT ROWID;
                """),
        Migration(
            version: 13, name: "waiting-by-machine",
            sql: """
                -- Owner: Transfers. What waits is looked for machine by machine, as they come; and what was put off, by its time.
                CREATE INDEX stored_operations_of_machine ON stored_operations (machine) WHERE state = 'waiting';
                CREATE INDEX stored_operations_put_off ON stored_operations (retry_at) WHERE state = 'waiting';
                """),
    ]
}
