/* The least that a program with libsqlite3 can do: the rows that hamyar-ledger-bench wrote, written again.
 *
 *     replay WRITTEN FRESH FIRST PAIRS [WRITES]
 *
 * Reads from WRITTEN, a database after a run of one caller, the rows of PAIRS holds and their closings, whose entries of the
 * ledger have numbers above FIRST, into memory; then writes the same rows into FRESH, a copy of the database as it was before the
 * run, in the same transactions (one for a hold, one for its closing; or so many WRITES in each), in WAL mode with synchronous
 * FULL, with prepared statements; prints one JSON object.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static void fail(sqlite3 *database, const char *what) {
    fprintf(stderr, "replay: %s: %s\n", what, sqlite3_errmsg(database));
    exit(1);
}

static sqlite3_stmt *prepare(sqlite3 *database, const char *sql) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, 0) != SQLITE_OK) fail(database, sql);
    return statement;
}

static void step(sqlite3 *database, sqlite3_stmt *statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) fail(database, sqlite3_sql(statement));
    sqlite3_reset(statement);
}

static double processor(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* Rows of a query, each value a copy. */
struct rows {
    int count, columns;
    sqlite3_value **values;
};

static struct rows load(sqlite3 *database, const char *sql, sqlite3_int64 first) {
    sqlite3_stmt *query = prepare(database, sql);
    struct rows rows = {0, sqlite3_column_count(query), 0};
    int capacity = 0;
    sqlite3_bind_int64(query, 1, first);
    while (sqlite3_step(query) == SQLITE_ROW) {
        if (rows.count == capacity) {
            capacity = capacity ? capacity * 2 : 1024;
            rows.values = realloc(rows.values, sizeof *rows.values * capacity * rows.columns);
        }
        for (int column = 0; column < rows.columns; column++)
            rows.values[rows.count * rows.columns + column] = sqlite3_value_dup(sqlite3_column_value(query, column));
        rows.count++;
    }
    sqlite3_finalize(query);
    return rows;
}

static void put(sqlite3 *database, sqlite3_stmt *statement, struct rows *rows, int row) {
    if (row >= rows->count) {
        fprintf(stderr, "replay: the run wrote fewer rows than it should have\n");
        exit(1);
    }
    for (int column = 0; column < rows->columns; column++)
        sqlite3_bind_value(statement, column + 1, rows->values[row * rows->columns + column]);
    step(database, statement);
}

int main(int count, char **words) {
    if (count != 5 && count != 6) return 64;
    sqlite3_int64 first = atoll(words[3]);
    int pairs = atoi(words[4]), together = count == 6 ? atoi(words[5]) : 1, written_now = 0;
    if (together < 1) return 64;
    sqlite3 *written, *fresh;
    if (sqlite3_open_v2(words[1], &written, SQLITE_OPEN_READONLY, 0) != SQLITE_OK) fail(written, words[1]);
    if (sqlite3_open_v2(words[2], &fresh, SQLITE_OPEN_READWRITE, 0) != SQLITE_OK) fail(fresh, words[2]);
    if (sqlite3_exec(fresh, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                            "PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 67108864;",
                     0, 0, 0) != SQLITE_OK)
        fail(fresh, "settings");

    /* With one caller the run's transactions are a hold, its closing, a hold, its closing: two entries of the log a pair, two
     * entries of the ledger, two legs each. */
    struct rows entries = load(written, "SELECT * FROM ledger_transactions WHERE number > ?1 ORDER BY number", first);
    struct rows legs = load(written, "SELECT * FROM ledger_postings WHERE entry > ?1 ORDER BY entry, position", first);
    struct rows holds = load(written, "SELECT id, key, content, contract, session, session_line, actor, verdict, accepted_price,"
        " entry, 'open', made, ends, incident, quantity, posted FROM holds WHERE 1 OR ?1 ORDER BY rowid", first);
    struct rows hold_legs = load(written, "SELECT hold_legs.* FROM holds JOIN hold_legs ON hold = id WHERE 1 OR ?1"
        " ORDER BY holds.rowid, hold_legs.position", first);
    struct rows ends = load(written, "SELECT line_settlements.* FROM holds JOIN line_settlements ON hold = id WHERE 1 OR ?1"
        " ORDER BY holds.rowid", first);
    struct rows closed = load(written, "SELECT state, line_settlements.posted, id FROM holds JOIN line_settlements ON hold = id"
        " WHERE 1 OR ?1 ORDER BY holds.rowid", first);
    sqlite3_stmt *query = prepare(written, "SELECT count(*) - 2 * (SELECT count(*) FROM holds) FROM audit_entries");
    sqlite3_int64 position = sqlite3_step(query) == SQLITE_ROW ? sqlite3_column_int64(query, 0) : 0;
    sqlite3_finalize(query);
    struct rows log = load(written, "SELECT * FROM audit_entries WHERE position >= ?1 ORDER BY position", position);
    struct rows payloads = load(written, "SELECT * FROM audit_payloads WHERE position >= ?1 ORDER BY position", position);
    struct rows buckets = load(written, "SELECT granted, available, held, consumed, expired, used, id FROM buckets WHERE id IN"
        " (SELECT bucket FROM hold_legs) AND (1 OR ?1)", first);
    struct rows head = load(written, "SELECT frontier FROM audit_head WHERE 1 OR ?1", first);

    sqlite3_stmt *begin = prepare(fresh, "BEGIN IMMEDIATE"), *commit = prepare(fresh, "COMMIT");
    sqlite3_stmt *put_entry = prepare(fresh, "INSERT INTO ledger_transactions VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)");
    sqlite3_stmt *put_leg = prepare(fresh, "INSERT INTO ledger_postings VALUES (?,?,?,?,?)");
    sqlite3_stmt *put_hold = prepare(fresh, "INSERT INTO holds (id, key, content, contract, session, session_line, actor, verdict,"
        " accepted_price, entry, state, made, ends, incident, quantity, posted) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    sqlite3_stmt *put_hold_leg = prepare(fresh, "INSERT INTO hold_legs VALUES (?,?,?,?,?,?)");
    sqlite3_stmt *put_end = prepare(fresh, "INSERT INTO line_settlements VALUES (?,?,?,?,?,?,?,?)");
    sqlite3_stmt *set_hold = prepare(fresh, "UPDATE holds SET state = ?, posted = ? WHERE id = ?");
    sqlite3_stmt *set_bucket = prepare(fresh, "UPDATE buckets SET granted = ?, available = ?, held = ?, consumed = ?,"
        " expired = ?, used = ? WHERE id = ?");
    sqlite3_stmt *put_log = prepare(fresh, "INSERT INTO audit_entries VALUES (?,?,?,?,?,?,?,?)");
    sqlite3_stmt *put_payload = prepare(fresh, "INSERT INTO audit_payloads VALUES (?,?,?)");
    sqlite3_stmt *set_head = prepare(fresh, "UPDATE audit_head SET frontier = ?");

    struct timespec start, end;
    double used = processor();
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int pair = 0; pair < pairs; pair++) {
        for (int half = 0; half < 2; half++) {
            int entry = pair * 2 + half;
            if (written_now == 0) step(fresh, begin);
            put(fresh, put_entry, &entries, entry);
            put(fresh, put_leg, &legs, entry * 2);
            put(fresh, put_leg, &legs, entry * 2 + 1);
            if (half == 0) {
                put(fresh, put_hold, &holds, pair);
                put(fresh, put_hold_leg, &hold_legs, pair);
            } else {
                put(fresh, set_hold, &closed, pair);
                put(fresh, put_end, &ends, pair);
            }
            put(fresh, set_bucket, &buckets, pair % buckets.count);
            put(fresh, put_log, &log, entry);
            put(fresh, put_payload, &payloads, entry);
            put(fresh, set_head, &head, 0);
            if (++written_now == together || entry == pairs * 2 - 1) {
                step(fresh, commit);
                written_now = 0;
            }
        }
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("{\"seconds\":%.6f,\"processor\":%.6f,\"pairs\":%d}\n",
        end.tv_sec - start.tv_sec + (end.tv_nsec - start.tv_nsec) / 1e9, processor() - used, pairs);
    return 0;
}
