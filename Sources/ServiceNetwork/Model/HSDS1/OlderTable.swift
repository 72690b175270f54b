import Formats

/// The tables of HSDS 1.x as CSV (Ohana): known by their columns, because their files have many names.
enum OlderTable: CaseIterable {
    case upload, service, holiday, weekly, phone, mail, address, contact, term, location,
        organization,
        program

    /// The columns without which it is not this table.
    var columns: [String] {
        switch self {
        case .upload: ["Location ID", "Service Name"]
        case .service: ["id", "location_id", "program_id", "name", "status"]
        case .holiday: ["id", "start_date", "end_date", "closed"]
        case .weekly: ["id", "weekday", "opens_at", "closes_at"]
        case .phone: ["id", "number", "number_type"]
        case .mail: ["id", "location_id", "attention", "address_1", "city", "country"]
        case .address: ["id", "location_id", "address_1", "city", "country"]
        case .contact: ["id", "name", "title", "department"]
        case .term: ["taxonomy_id", "name", "parent_id"]
        case .location: ["id", "organization_id", "name", "transportation"]
        case .organization: ["id", "name", "description", "tax_status"]
        case .program: ["id", "organization_id", "name", "alternate_name"]
        }
    }

    init?(header: [String]) {
        let names = Set(header)
        guard let found = Self.allCases.first(where: { $0.columns.allSatisfy(names.contains) })
        else { return nil }
        self = found
    }
}

/// A row of HSDS 1.x: numbers as identifiers, lists with commas.
struct OlderRow {
    let row: CSVRow
    let line: Int

    subscript(_ name: String) -> String? {
        // Files in use have blanks before their column names.
        guard let text = row[name] ?? row[" " + name] else { return nil }
        let bare = trimmed(text)
        return bare.isEmpty ? nil : bare
    }

    func needs(_ name: String) throws -> String {
        guard let text = self[name] else {
            throw row.error(name, "this field is empty; give a value")
        }
        return text
    }

    func list(_ name: String) -> [String] {
        (self[name] ?? "").split(separator: ",").map { trimmed(String($0)) }.filter { !$0.isEmpty }
    }

    /// The record of another table that a column names.
    func link(_ table: String, _ name: String) -> JSON? {
        self[name].map { .string(hsdsID("\(table):\($0)")) }
    }

    func text(_ name: String) -> JSON? { self[name].map(JSON.string) }

    func time(_ name: String) throws -> JSON {
        let typed = try needs(name)
        guard let minute = minuteOfDay(typed) else {
            throw row.error(name, "'\(typed)' is no time; write 9:30 or 5:00 PM")
        }
        return .string(clockText(minute))
    }

    func day(_ name: String) throws -> JSON {
        let typed = try needs(name)
        guard let day = olderDay(typed) else {
            throw row.error(
                name, "'\(typed)' is no day; write month/day/year, or January 20, 2026")
        }
        return .string("\(day)")
    }
}

func trimmed(_ text: String) -> String {
    var bare = Substring(text)
    while bare.first?.isWhitespace == true { bare.removeFirst() }
    while bare.last?.isWhitespace == true { bare.removeLast() }
    return String(bare)
}
