import Formats
import Hummingbird
import NIOCore
import Storage
import Web

/// One row as JSON; fifty rows as a page.
struct Reading: Sendable {
    let database: Database

    func add(to router: Router<BasicRequestContext>) {
        router.get("/row/{id}", use: row)
        router.get("/table/{office}", use: table)
    }

    @Sendable private func row(
        _ request: Request, _ context: BasicRequestContext
    ) async throws -> Response {
        guard let id = context.parameters.get("id", as: Int64.self) else {
            throw HTTPError(.notFound)
        }
        let found = try await database.read { db in
            try db.first(
                "SELECT id, reference, state, office, filed_at, version, payload FROM kase WHERE id = \(id)"
            )
        }
        guard let found else { throw HTTPError(.notFound) }
        var json = JSONWriter()
        try json.object { json in
            for (name, value) in zip(found.columns.names, found.values) {
                json.key(name)
                switch value {
                case .integer(let number): json.value(Int(number))
                case .text(let text): json.value(text)
                case .real, .bytes, .null: throw HTTPError(.internalServerError)
                }
            }
        }
        return answer(json.bytes, "application/json")
    }

    @Sendable private func table(
        _ request: Request, _ context: BasicRequestContext
    ) async throws -> Response {
        guard let office = context.parameters.get("office", as: Int64.self) else {
            throw HTTPError(.notFound)
        }
        let rows = try await database.read { db in
            try db.all(
                """
                SELECT reference, state, filed_at, version, payload FROM kase
                WHERE office = \(office) ORDER BY id LIMIT 50
                """)
        }
        let body = try rows.html { row -> HTML in
            let reference: String = try row[0]
            let state: String = try row[1]
            let filed: Int = try row[2]
            let version: Int = try row[3]
            let payload: String = try row[4]
            return """
                <tr><td>\(reference)</td><td>\(state)</td><td>\(filed)</td><td>\(version)</td>\
                <td>\(payload)</td></tr>

                """
        }
        let page: HTML = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Office \(office)</title></head>\
            <body><table><thead><tr><th>Reference</th><th>State</th><th>Filed</th><th>Version</th>\
            <th>Payload</th></tr></thead><tbody>
            \(body)</tbody></table></body></html>
            """
        return answer(page.bytes, "text/html; charset=utf-8")
    }
}

func answer(_ bytes: [UInt8], _ type: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(
        status: status, headers: [.contentType: type],
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
}
