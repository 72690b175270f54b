import Formats

extension HSDSReading {
    mutating func takeAddress(_ row: OlderRow, isPostal: Bool) throws {
        let kind = isPostal ? "postal" : "physical"
        put("address", "\(kind):\(try row.needs("id"))", row) {
            [
                "location_id": .string(hsdsID("location:\(try $0.needs("location_id"))")),
                "attention": $0.text("attention"), "address_1": .string(try $0.needs("address_1")),
                "address_2": $0.text("address_2"), "city": .string(try $0.needs("city")),
                "state_province": $0.text("state_province") ?? "",
                "postal_code": $0.text("postal_code") ?? "",
                "country": .string(try $0.needs("country")), "address_type": .string(kind),
            ]
        }
    }

    mutating func takeContact(_ row: OlderRow) throws {
        let owner = try parent(of: row, among: ["location", "organization", "service"])
        put("contact", try row.needs("id"), row) {
            [
                owner.field: owner.target, "name": .string(try $0.needs("name")),
                "title": $0.text("title"), "department": $0.text("department"),
                "email": $0.text("email"),
            ]
        }
    }

    mutating func takePhone(_ row: OlderRow) throws {
        let owner = try parent(of: row, among: ["contact", "location", "organization", "service"])
        let department = row["department"]
        put("phone", try row.needs("id"), row) {
            [
                owner.field: owner.target, "number": .string(try $0.needs("number")),
                "type": .string(try $0.needs("number_type")),
                "description": department.map(JSON.string),
                "extension": try $0.row.optionalInt("extension").map(JSON.int),
            ]
        }
    }

    mutating func takeWeekly(_ row: OlderRow) throws {
        let owner = try parent(of: row, among: ["location", "service"])
        put("schedule", "weekly:\(try row.needs("id"))", row) {
            [
                owner.field: owner.target, "freq": "WEEKLY",
                "byday": .string(try weekday($0, "weekday")),
                "opens_at": try $0.time("opens_at"), "closes_at": try $0.time("closes_at"),
            ]
        }
    }

    mutating func takeHoliday(_ row: OlderRow) throws {
        let owner = try parent(of: row, among: ["location", "service"])
        put("schedule", "holiday:\(try row.needs("id"))", row) {
            let isClosed: Bool
            switch try $0.needs("closed").lowercased() {
            case "true", "yes", "1": isClosed = true
            case "false", "no", "0": isClosed = false
            case let other: throw $0.row.error("closed", "'\(other)' is neither TRUE nor FALSE")
            }
            return [
                owner.field: owner.target, "valid_from": try $0.day("start_date"),
                "valid_to": try $0.day("end_date"), "description": isClosed ? "closed" : nil,
                "opens_at": isClosed ? nil : try $0.time("opens_at"),
                "closes_at": isClosed ? nil : try $0.time("closes_at"),
            ]
        }
    }
}

/// What a row hangs under: a column of its own for each table, or the type and the number of one.
private func parent(
    of row: OlderRow, among tables: [String]
) throws -> (field: String, target: JSON) {
    if let type = row["resource_type"]?.lowercased(), let id = row["resource_id"] {
        guard tables.contains(type) else {
            throw row.row.error(
                "resource_type", "'\(type)' is none of \(tables.joined(separator: ", "))")
        }
        return ("\(type)_id", .string(hsdsID("\(type):\(id)")))
    }
    for table in tables {
        if let target = row.link(table, "\(table)_id") { return ("\(table)_id", target) }
    }
    let columns = tables.map { $0 + "_id" }.joined(separator: ", ")
    throw row.row.error(tables[0] + "_id", "it hangs under nothing; fill one of \(columns)")
}

private func weekday(_ row: OlderRow, _ name: String) throws -> String {
    let typed = try row.needs(name)
    let code = typed.prefix(2).uppercased()
    guard HSDSField.Format.days.choices?.contains(code) == true else {
        throw row.row.error(name, "'\(typed)' is no weekday; write Monday")
    }
    return code
}
