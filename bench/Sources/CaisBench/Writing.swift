import Crypto
import Formats
import Foundation
import Hummingbird
import NIOCore
import Storage

/// A journal line; a booking.
struct Writing: Sendable {
    let database: Database
    /// Whether a booking asks whether its slot is free before the transaction that takes it.
    let asksFirst: Bool

    func add(to router: Router<BasicRequestContext>) {
        router.post("/event", use: event)
        router.post("/book", use: book)
    }

    @Sendable private func event(
        _ request: Request, _ context: BasicRequestContext
    ) async throws -> Response {
        guard let body = try await json(request), let kase = body["kase"]?.intValue,
            let kind = body["kind"]?.stringValue,
            let payload = body["payload"]?.stringValue, let key = body["key"]?.stringValue
        else { return problem(.badRequest) }
        do {
            let sent = try await database.write(on: "case \(kase)") { db in
                try append(Event(kase: kase, kind: kind, payload: payload, key: key), db)
            }
            guard let line = try sent?.rows?.first.map(Line.init) else { return problem(.notFound) }
            return stored(line, .created)
        } catch StorageError.constraint(.unique, _) {
            let line = try await database.read { db in
                try db.first("SELECT id, hash FROM case_event WHERE key = \(key)").map(Line.init)
            }
            return line.map { stored($0, .ok) } ?? problem(.conflict)
        }
    }

    private func append(_ event: Event, _ db: Writer) throws -> Sent? {
        let update = try db.send("UPDATE kase SET version = version + 1 WHERE id = \(event.kase)")
        let previous: String? = try db.value(
            "SELECT hash FROM case_event WHERE kase = \(event.kase) ORDER BY id DESC LIMIT 1")
        guard update.changed == 1 else { return nil }
        let at = Int(Date().timeIntervalSince1970 * 1_000)
        let parts = [
            previous ?? String(repeating: "0", count: 64), String(event.kase), event.kind,
            String(at), event.payload,
            event.key,
        ]
        let hash = hexadecimal(SHA256.hash(data: Array(parts.joined(separator: "\n").utf8)))
        return try db.send(
            """
            INSERT INTO case_event (kase, kind, at, payload, key, hash) VALUES
            (\(event.kase), \(event.kind), \(at), \(event.payload), \(event.key), \(hash)) RETURNING id, hash
            """)
    }

    @Sendable private func book(
        _ request: Request, _ context: BasicRequestContext
    ) async throws -> Response {
        guard let body = try await json(request), let slot = body["slot"]?.intValue,
            let person = body["person"]?.intValue
        else { return problem(.badRequest) }
        if asksFirst {
            // Who finds it taken needs no transaction and waits for no disk.
            let free = try await database.ask(
                "SELECT 1 FROM slot WHERE id = \(slot) AND taken_by IS NULL")
            guard !free.isEmpty else { return problem(.conflict) }
        }
        return try await take(slot, person)
    }

    private func take(_ slot: Int, _ person: Int) async throws -> Response {
        let sent: Sent?
        do {
            sent = try await database.write(on: "slot \(slot)") { db in
                let taken = try db.run(
                    "UPDATE slot SET taken_by = \(person) WHERE id = \(slot) AND taken_by IS NULL")
                guard taken == 1 else { return nil }
                let at = Int(Date().timeIntervalSince1970 * 1_000)
                return try db.send(
                    "INSERT INTO appointment (slot, person, at) VALUES (\(slot), \(person), \(at)) RETURNING id"
                )
            }
        } catch StorageError.constraint(.unique, _) {
            return problem(.conflict)
        }
        guard let id: Int = try sent?.rows?.first?[0] else { return problem(.conflict) }
        return answer(Array("{\"id\":\(id)}".utf8), "application/json", status: .created)
    }

    private func json(_ request: Request) async throws -> JSON? {
        let buffer = try await request.body.collect(upTo: 65_536)
        return try? JSON.parse(Array(buffer.readableBytesView), file: "body")
    }

    private func stored(_ line: Line, _ status: HTTPResponse.Status) -> Response {
        answer(
            Array("{\"hash\":\"\(line.hash)\",\"id\":\(line.id)}".utf8), "application/json",
            status: status)
    }

    private func problem(_ status: HTTPResponse.Status) -> Response {
        answer(Array("{\"problem\":\(status.code)}".utf8), "application/json", status: status)
    }
}

struct Event: Sendable {
    let kase: Int
    let kind: String
    let payload: String
    let key: String
}

struct Line: Sendable {
    let id: Int
    let hash: String

    init(row: Row) throws {
        id = try row[0]
        hash = try row[1]
    }
}

private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
}
