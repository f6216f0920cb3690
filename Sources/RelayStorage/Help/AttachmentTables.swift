/// Files that customers and technicians leave with the relay.
enum AttachmentTables {
    static let sql = """
        -- Owner: Help. Personal data may be in name and content. The pieces go 180 days after the help request was closed,
        -- unfinished files after a week; the row with name, size and digest stays. Proofs have no request and stay whole.
        CREATE TABLE attachments (
            id TEXT PRIMARY KEY, owner TEXT NOT NULL, request TEXT REFERENCES help_requests (id), account TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL CHECK (size > 0), digest BLOB NOT NULL,
            held INTEGER NOT NULL DEFAULT 0 CHECK (held BETWEEN 0 AND size), is_complete INTEGER NOT NULL DEFAULT 0
                CHECK (is_complete = 0 OR held = size), announced INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX attachments_once ON attachments (owner, digest, size, coalesce(request, ''));
        CREATE INDEX attachments_of_request ON attachments (request);
        CREATE INDEX attachments_by_day ON attachments (account, announced);

        -- Owner: Help. The content, in order; goes as its attachment says.
        CREATE TABLE attachment_pieces (
            attachment TEXT NOT NULL REFERENCES attachments (id), offset INTEGER NOT NULL CHECK (offset >= 0),
            content BLOB NOT NULL, UNIQUE (attachment, offset)
        ) STRICT;
        """
}
