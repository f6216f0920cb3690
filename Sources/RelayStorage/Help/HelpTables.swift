/// Help requests with their timelines, and what customers have prepared.
enum HelpTables {
    static let sql = """
        -- Owner: Help. Kept as long as the customer's contract binds. Text, answer, person and waits_for are personal data;
        -- erasure: empty them, and the texts of the events. The state repeats the newest event.
        CREATE TABLE help_requests (
            id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE CHECK (number > 0),
            customer TEXT NOT NULL REFERENCES customers (id), machine TEXT NOT NULL REFERENCES machines (id),
            key TEXT NOT NULL, content_digest BLOB NOT NULL, line TEXT REFERENCES contract_lines (id), product TEXT NOT NULL,
            kind TEXT NOT NULL, text TEXT NOT NULL, person TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'taken', 'waiting', 'closed')),
            technician TEXT REFERENCES technicians (id), waits_for TEXT, answer TEXT, asked INTEGER NOT NULL,
            closed INTEGER, UNIQUE (machine, key), CHECK ((state = 'closed') = (closed IS NOT NULL)),
            CHECK ((state = 'closed') = (answer IS NOT NULL)), CHECK ((state = 'waiting') = (waits_for IS NOT NULL))
        ) STRICT;
        CREATE INDEX help_that_waits ON help_requests (asked) WHERE state <> 'closed';
        CREATE INDEX help_of_machine ON help_requests (machine, number);
        CREATE INDEX help_of_customer ON help_requests (customer, number);

        -- Owner: Help. The timeline, cited as H-12.3: insert-only but for erasure, which empties the text.
        CREATE TABLE help_events (
            request TEXT NOT NULL REFERENCES help_requests (id), position INTEGER NOT NULL CHECK (position > 0),
            event TEXT NOT NULL CHECK (event IN ('open', 'taken', 'waiting', 'ready', 'attached', 'closed')),
            actor TEXT NOT NULL, text TEXT NOT NULL, time INTEGER NOT NULL, PRIMARY KEY (request, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER help_events_stay BEFORE UPDATE ON help_events WHEN NEW.text <> '' OR NEW.request <> OLD.request
            OR NEW.position <> OLD.position OR NEW.event <> OLD.event OR NEW.actor <> OLD.actor OR NEW.time <> OLD.time
            BEGIN SELECT RAISE(ABORT, 'help_events is insert-only'); END;
        CREATE TRIGGER help_events_remain BEFORE DELETE ON help_events
            BEGIN SELECT RAISE(ABORT, 'help_events is insert-only'); END;

        -- Owner: Help. What was to be prepared for a session or a help request is there. Kept as they are; erasure: empty
        -- the person.
        CREATE TABLE readiness (
            sequence INTEGER PRIMARY KEY, subject TEXT NOT NULL, actor TEXT NOT NULL, person TEXT NOT NULL, time INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX readiness_of_subject ON readiness (subject, time);
        """
}
