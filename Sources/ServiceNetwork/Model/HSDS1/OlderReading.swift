import Formats
import Kernel

extension HSDSReading {
    /// Reads CSV of HSDS 1.x; a bad row is named and the next one read.
    mutating func readOlder(_ files: [ImportFile]) {
        for file in files {
            do {
                var reader = try CSVReader(bytes: file.bytes, file: file.name)
                guard let table = OlderTable(header: reader.header.map(trimmed)) else {
                    throw FormatError(
                        file: file.name, line: 1,
                        message: "the columns are those of no table of HSDS 1.x or 3.0")
                }
                while let row = try reader.next() {
                    let older = OlderRow(row: row, line: row.line)
                    do { try take(older, table) } catch let error as FormatError { refuse(error) }
                }
            } catch let error as FormatError { refuse(error) } catch {}
        }
        placeServices()
    }

    private mutating func take(_ row: OlderRow, _ table: OlderTable) throws {
        switch table {
        case .organization: try takeOrganization(row)
        case .location: try takeLocation(row)
        case .service: try takeService(row)
        case .upload: try takeUpload(row)
        case .term: try takeTerm(row)
        case .program:
            put("program", try row.needs("id"), row) {
                [
                    "organization_id": .string(
                        hsdsID("organization:\(try $0.needs("organization_id"))")),
                    "name": .string(try $0.needs("name")),
                    "alternate_name": $0.text("alternate_name"),
                    "description": .string(try $0.needs("name")),
                ]
            }
        case .address, .mail: try takeAddress(row, isPostal: table == .mail)
        case .contact: try takeContact(row)
        case .phone: try takePhone(row)
        case .weekly: try takeWeekly(row)
        case .holiday: try takeHoliday(row)
        }
    }

    /// Adds the record of a row, or names what is wrong with it.
    mutating func put(
        _ table: String, _ id: String, _ row: OlderRow,
        _ values: (OlderRow) throws -> [String: JSON?]
    ) {
        do {
            add(
                HSDSRecord(table, hsdsID("\(table):\(id)"), try values(row)), file: row.row.file,
                line: row.line)
        } catch let error as FormatError { refuse(error) } catch {}
    }

    /// A list in one field is many records: `English, Spanish`.
    mutating func putEach(
        _ table: String, _ field: String, of row: OlderRow, under owner: String, _ id: String,
        as name: String
    ) {
        for item in row.list(field) {
            put(table, "\(owner):\(id):\(name):\(item)", row) { _ in
                ["\(owner)_id": .string(hsdsID("\(owner):\(id)")), name: .string(item)]
            }
        }
    }

    /// What HSDS 3.0 has no field for stands as an attribute with its old name.
    mutating func putAttribute(
        _ field: String, _ value: String, of row: OlderRow, under owner: String, _ id: String,
        term: String? = nil
    ) {
        put("attribute", "\(owner):\(id):\(field):\(value)", row) { _ in
            [
                "link_id": .string(hsdsID("\(owner):\(id)")), "link_entity": .string(owner),
                "link_type": .string(field), "value": .string(value),
                "taxonomy_term_id": term.map { .string(hsdsID("taxonomy_term:\($0)")) },
            ]
        }
    }

    /// The years of HSDS 1.x know the body of a service by its location only.
    private mutating func placeServices() {
        var bodies: [String: String] = [:]
        for record in records where record.table == "location" {
            bodies[record.id] = record.text("organization_id")
        }
        for record in records where record.table == "service_at_location" {
            guard let service = record.text("service_id"),
                let body = record.text("location_id").flatMap({ bodies[$0] })
            else { continue }
            fill("service", service, "organization_id", .string(body))
        }
    }
}
