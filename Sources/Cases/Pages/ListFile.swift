import Formats
import Kernel
import Languages
import Web

/// A list as a file to keep, CSV or JSON, written while it is sent: a batch of rows is in memory at a time.
///
/// Codes and days stand in it as programs read them (ISO 8601); the header is in English. In CSV no field is a formula.
struct ListFile: Sendable {
    enum Form: String, Sendable, CaseIterable {
        case csv, json

        var mediaType: String { self == .csv ? "text/csv" : "application/json" }
        var type: String { self == .csv ? mediaType + "; charset=utf-8" : mediaType }
    }

    /// Some rows and the identifier of the last of them; no rows at the end.
    struct Batch: Sendable {
        let rows: [[JSON]]
        let last: CaseID
        /// The files of the rows, where their people are told that they went along.
        var cases: [CaseID] = []
        /// Whether there are more rows than a file holds: its last line says so.
        var isCut = false
    }

    let form: Form
    let columns: [String]
    /// The rows behind an identifier, in the order of identifiers.
    let batch: @Sendable (_ after: CaseID) async throws -> Batch

    /// `name` without the ending, which the form gives.
    func reply(name: String, ending: @escaping @Sendable () -> Void = {}) -> Reply {
        .download(type: form.type, name: "\(name).\(form.rawValue)") { send in
            defer { ending() }
            try await write(send)
        }
    }

    func write(_ send: ([UInt8]) async throws -> Void) async throws {
        var csv = CSVWriter(header: columns)
        try await send(form == .csv ? csv.drain() : Array("[".utf8))
        var (last, count, isCut) = (CaseID(0), 0, false)
        while true {
            let next = try await batch(last)
            if next.rows.isEmpty { break }
            last = next.last
            switch form {
            case .csv:
                for row in next.rows { csv.append(row.map(ListFile.field)) }
                try await send(csv.drain())
            case .json: try await send(objects(next.rows, isFirst: count == 0))
            }
            count += next.rows.count
            isCut = next.isCut
        }
        if isCut, form == .csv {
            csv.append([ListFile.cutLine(after: count)])
            try await send(csv.drain())
        } else if isCut {
            try await send(Array(",\n{\"cut_after\":\(count)}".utf8))
        }
        if form == .json { try await send(Array("\n]\n".utf8)) }
    }

    /// The last line of a file that does not hold all.
    static func cutLine(after count: Int) -> String {
        "Cut: these are the first \(count) rows; there are more."
    }

    private func objects(_ rows: [[JSON]], isFirst: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, row) in rows.enumerated() {
            bytes += Array((isFirst && index == 0 ? "\n" : ",\n").utf8)
            var writer = JSONWriter()
            writer.object { writer in
                for (column, value) in zip(columns, row) { writer.member(column, value) }
            }
            bytes += writer.bytes
        }
        return bytes
    }

    private static func field(_ value: JSON) -> String {
        switch value {
        case .string(let text): spreadsheetText(text)
        case .null: ""
        default: value.canonical
        }
    }
}

extension JSON {
    /// A day, or nothing.
    init(_ day: Day?) {
        self = day.map { JSON.string($0.description) } ?? JSON.null
    }
}

/// A thousand lines are some hundred kilobytes.
let listFileBatch = 1_000
/// A list that is read at once, in its own order, has no more rows in a file: some megabytes in memory.
let listFileMax = 10_000

/// The same where each row is a look that its person reads: a button, which no page elsewhere can press.
func listFileForms(_ exchange: Exchange, _ csv: Address, _ json: Address) -> HTML {
    let t = exchange.t
    func form(_ address: Address, _ label: String) -> HTML {
        postForm(
            to: address.text, fields: exchange.formFields, button(label, kind: .secondary))
    }
    return """
        <div class="actions">\(form(csv, t("Download as CSV")))\(form(json, t("Download as JSON")))</div>
        """
}

/// The two ways to take a list along, below the list.
func listFileLinks(_ t: Translator, _ csv: Address, _ json: Address) -> HTML {
    """
    <p class="actions">\(buttonLink(t("Download as CSV"), to: csv.text, kind: .secondary))
    \(buttonLink(t("Download as JSON"), to: json.text, kind: .secondary))</p>
    """
}
