/// Quotes with what became of them, and the charges that follow.
enum QuoteTables {
    static let sql = """
        -- Owner: Commerce. Insert-only, kept for ever: an accepted quote keeps its price (invariant 12). The content is what
        -- was offered, as canonical JSON, and the digest is its SHA-256. No personal data.
        CREATE TABLE quotes (
            id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE CHECK (number > 0), technician TEXT NOT NULL,
            key TEXT NOT NULL, request_digest BLOB NOT NULL, customer TEXT NOT NULL REFERENCES customers (id),
            contract TEXT REFERENCES contracts (id), line TEXT REFERENCES contract_lines (id), content TEXT NOT NULL,
            digest BLOB NOT NULL, made INTEGER NOT NULL, valid_until INTEGER NOT NULL, UNIQUE (technician, key),
            CHECK ((contract IS NULL) = (line IS NULL)), CHECK (made < valid_until)
        ) STRICT;
        CREATE INDEX quotes_of_customer ON quotes (customer, number);
        CREATE INDEX quotes_of_contract ON quotes (contract, number);
        CREATE INDEX quotes_by_end ON quotes (valid_until);
        \(CommerceMigrations.insertOnly("quotes"))

        -- Owner: Commerce. Insert-only, kept as quotes are. The newest event is the quote's state. `person` (who accepted)
        -- is personal data; erasure: empty it.
        CREATE TABLE quote_events (
            sequence INTEGER PRIMARY KEY, quote TEXT NOT NULL REFERENCES quotes (id), event TEXT NOT NULL, state TEXT NOT NULL,
            actor TEXT NOT NULL, person TEXT NOT NULL, detail TEXT NOT NULL, time INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX events_of_quote ON quote_events (quote, sequence);
        \(CommerceMigrations.insertOnly(
            "quote_events",
            unless: """
                NEW.person = '' AND NEW.sequence = OLD.sequence AND NEW.quote = OLD.quote AND NEW.event = OLD.event
                AND NEW.state = OLD.state AND NEW.actor = OLD.actor AND NEW.detail = OLD.detail AND NEW.time = OLD.time
                """))

        -- Owner: Commerce. Insert-only, kept for ever: one for each priced part of a hold, or for a quote that was performed
        -- without one. `cap` is what `quantity` of it costs at most. No personal data.
        CREATE TABLE charges (
            id TEXT PRIMARY KEY, hold TEXT REFERENCES holds (id), part INTEGER, quote TEXT REFERENCES quotes (id),
            contract TEXT REFERENCES contracts (id), cap INTEGER NOT NULL CHECK (cap >= 0),
            quantity INTEGER NOT NULL CHECK (quantity > 0), made INTEGER NOT NULL, UNIQUE (hold, part),
            CHECK ((hold IS NULL) = (part IS NULL)), CHECK (hold IS NOT NULL OR quote IS NOT NULL)
        ) STRICT;
        CREATE INDEX charges_of_quote ON charges (quote);
        CREATE INDEX charges_of_contract ON charges (contract);
        \(CommerceMigrations.insertOnly("charges"))

        -- Owner: Commerce. Insert-only, kept as charges are. The newest event is the charge's state.
        CREATE TABLE charge_events (
            sequence INTEGER PRIMARY KEY, charge TEXT NOT NULL REFERENCES charges (id),
            state TEXT NOT NULL CHECK (state IN ('accepted', 'performed', 'released', 'invoiced', 'paid', 'credited')),
            used INTEGER, actual INTEGER, reference TEXT NOT NULL, actor TEXT NOT NULL, time INTEGER NOT NULL,
            CHECK ((state = 'performed') = (used IS NOT NULL)), CHECK ((used IS NULL) = (actual IS NULL)),
            CHECK (actual IS NULL OR actual >= 0)
        ) STRICT;
        CREATE INDEX events_of_charge ON charge_events (charge, sequence);
        CREATE TRIGGER charges_keep_their_cap BEFORE INSERT ON charge_events
            WHEN NEW.actual > (SELECT cap FROM charges WHERE id = NEW.charge)
            BEGIN SELECT RAISE(ABORT, 'a charge is at most what was accepted'); END;
        \(CommerceMigrations.insertOnly("charge_events"))
        """
}
