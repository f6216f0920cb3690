/// Sites of customers, and which organisation a customer was given to when.
enum OrganisationTables {
    static let sql = """
        -- Owner: Entitlement. Insert-only, kept as customers are: who was given to which organisation. No personal data.
        CREATE TABLE customer_gifts (
            sequence INTEGER PRIMARY KEY, customer TEXT NOT NULL REFERENCES customers (id),
            from_organisation TEXT NOT NULL REFERENCES organisations (id),
            to_organisation TEXT NOT NULL REFERENCES organisations (id), actor TEXT NOT NULL, time INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX gifts_of_customer ON customer_gifts (customer, sequence);
        \(InsertOnly.triggers("customer_gifts"))

        -- Owner: Entitlement. Kept as customers are. Erasure: empty name and address. The route from head office in metres
        -- and who says so stand together or not at all.
        CREATE TABLE sites (
            id TEXT PRIMARY KEY, customer TEXT NOT NULL REFERENCES customers (id), name TEXT NOT NULL,
            search_key TEXT NOT NULL, address TEXT NOT NULL, metres INTEGER CHECK (metres >= 0), source TEXT,
            is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)), created INTEGER NOT NULL,
            CHECK ((metres IS NULL) = (source IS NULL)), UNIQUE (customer, search_key)
        ) STRICT;
        CREATE UNIQUE INDEX default_site ON sites (customer) WHERE is_default = 1;
        """
}
