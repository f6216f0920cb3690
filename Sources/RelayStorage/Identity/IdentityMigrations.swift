import Storage

/// The relay's own identity, what it trusts, and whom it has enrolled.
enum IdentityMigrations {
    static let all = [
        Migration(
            version: 1, name: "identity",
            sql: """
                -- Owner: Relay (init). One row. Kept for ever. Holds no personal data.
                CREATE TABLE relay (
                    singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
                    id TEXT NOT NULL, vendor TEXT NOT NULL, vendor_name TEXT NOT NULL, root_key BLOB NOT NULL,
                    organisation TEXT NOT NULL, created INTEGER NOT NULL
                ) STRICT;

                -- Owner: Identity. Rows go 30 days after their expiry. The name is personal data and goes with the row.
                CREATE TABLE enrolment_codes (
                    secret_hash BLOB PRIMARY KEY, id TEXT NOT NULL UNIQUE,
                    role TEXT NOT NULL CHECK (role IN ('machine', 'technician')),
                    organisation TEXT NOT NULL, customer TEXT, contract TEXT, technician TEXT,
                    admin INTEGER NOT NULL, created INTEGER NOT NULL, expires INTEGER NOT NULL,
                    used_by BLOB, used INTEGER,
                    CHECK ((role = 'machine') = (customer IS NOT NULL)), CHECK ((role = 'technician') = (technician IS NOT NULL)),
                    CHECK ((used_by IS NULL) = (used IS NULL))
                ) STRICT;

                -- Owner: Identity. Kept for ever: signatures name the key. Erasure: empty name, host_name, boot_id.
                CREATE TABLE machines (
                    id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, organisation TEXT NOT NULL, customer TEXT NOT NULL,
                    name TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('active', 'set-aside', 'revoked')),
                    public_key BLOB NOT NULL UNIQUE, key_id BLOB NOT NULL UNIQUE, certificate BLOB NOT NULL,
                    not_after INTEGER NOT NULL, enrolled INTEGER NOT NULL, epoch INTEGER NOT NULL DEFAULT 0,
                    last_seen INTEGER, boot_id TEXT, host_name TEXT, platform TEXT, program TEXT
                ) STRICT;
                CREATE INDEX machines_of_customer ON machines (customer);

                -- Owner: Identity. Kept for ever: signatures name the key. Erasure: empty the name.
                CREATE TABLE technicians (
                    id TEXT PRIMARY KEY, organisation TEXT NOT NULL, name TEXT NOT NULL, admin INTEGER NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('invited', 'pending', 'active', 'revoked')),
                    invited INTEGER NOT NULL, public_key BLOB UNIQUE, key_id BLOB UNIQUE, certificate BLOB, not_after INTEGER,
                    CHECK (state <> 'pending' OR public_key IS NOT NULL),
                    CHECK (state <> 'active' OR (certificate IS NOT NULL AND not_after IS NOT NULL))
                ) STRICT;

                -- Owner: Trust. Kept for ever: old signatures are judged by the bundle of their day. No personal data.
                CREATE TABLE trust_bundles (
                    version INTEGER PRIMARY KEY, envelope BLOB NOT NULL, stored INTEGER NOT NULL
                ) STRICT;

                -- Owner: Trust. Kept for ever. No personal data: keys, times and reason codes.
                CREATE TABLE revocation_lists (
                    number INTEGER PRIMARY KEY, signed BLOB NOT NULL, stored INTEGER NOT NULL
                ) STRICT;

                -- Owner: Trust: what the newest list names, for look-up. Rebuilt with each list.
                CREATE TABLE revoked_keys (
                    key_id BLOB PRIMARY KEY, time INTEGER NOT NULL, reason TEXT NOT NULL
                ) STRICT;
                """)
    ]
}
